import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const GONE = 'anthropic.claude-3-haiku-20240307-v1:0';
const ONE_RECORD = ['--quota', 'min-records-per-job=1'];
const BEFORE = ['--as-of', '2026-05-01'];
const AFTER = ['--as-of', '2026-09-11'];
const LAST_DAY = ['--as-of', '2026-09-10'];
const SAYS = `AWS ended the model "${GONE}" on 2026-09-10: AWS, "Model lifecycle"`;
const USE = 'Use us.anthropic.claude-haiku-4-5-20251001-v1:0';

const folder = useTemporaryFolder();
const at = (name: string) => join(folder.path, name);

const validate = (...flags: readonly string[]) =>
  runMain(['validate', at('records.jsonl'), '--model', GONE, ...ONE_RECORD, ...flags]);
const build = (...flags: readonly string[]) =>
  runMain([
    ...['build', at('films.csv'), '--out', at('out'), '--model', GONE, '--prompt', '{{title}}'],
    ...[...ONE_RECORD, ...flags],
  ]);
const run = (...flags: readonly string[]) =>
  runMain([
    ...['run', at('films.csv'), '--local', '--out', at('out'), '--model', GONE],
    ...['--prompt', '{{title}}', ...ONE_RECORD, ...flags],
  ]);
const submit = (...flags: readonly string[]) =>
  runMain([
    ...['submit', at('out'), '--to', 's3://data/batch/', '--region', 'us-east-1', '--dry-run'],
    ...['--role-arn', 'arn:aws:iam::123456789012:role/Batch', ...flags],
  ]);

function timesIn(text: string, part: string): number {
  return text.split(part).length - 1;
}

beforeEach(async () => {
  vi.stubEnv('AWS_REGION', 'us-east-1');
  await writeFile(at('films.csv'), 'title\nJaws\nAlien\n');
  const modelInput = {
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 9,
    messages: [{ role: 'user', content: 'Jaws' }],
  };
  await writeFile(at('records.jsonl'), `${JSON.stringify({ recordId: '1', modelInput })}\n`);
  return () => {
    vi.unstubAllEnvs();
  };
});

describe('a model that AWS has ended', () => {
  it('is an error of validate, said once', async () => {
    const { code, stdout } = await validate(...AFTER);

    expect(code).toBe(1);
    expect(timesIn(stdout, 'MODEL_ENDED\n')).toBe(1);
    expect(stdout).toContain(SAYS);
    expect(stdout).toContain(USE);
  });

  it.each([
    ['build', build],
    ['run', run],
  ])('is refused by %s in the same words, and nothing is written', async (_, command) => {
    const { code, stdout, stderr } = await command(...AFTER);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(timesIn(stderr, SAYS)).toBe(1);
    expect(stderr).toContain(USE);
    expect(await command(...BEFORE)).toMatchObject({ code: 0 });
  });

  it('is refused by submit in the same words', async () => {
    await build(...BEFORE);
    const { code, stdout, stderr } = await submit(...AFTER);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(timesIn(stderr, SAYS)).toBe(1);
    expect(JSON.parse((await submit(...AFTER, '--json')).stdout)).toMatchObject({
      error: { code: 'MODEL_ENDED' },
    });
  });

  it.each([
    ['validate', validate],
    ['build', build],
    ['run', run],
    ['submit', submit],
  ] as const)('is a warning of %s where --severity says so, said once', async (name, command) => {
    if (name === 'submit') await build(...BEFORE);
    const flags = [...AFTER, '--severity', 'MODEL_ENDED=warning'];
    const { code, stdout, stderr } = await command(...flags);

    expect(code).toBe(0);
    expect(timesIn(stdout + stderr, SAYS)).toBe(1);
    expect(timesIn(stdout + stderr, 'MODEL_ENDED\n')).toBe(1);
  });

  it.each([
    ['validate', validate],
    ['build', build],
    ['run', run],
    ['submit', submit],
  ] as const)('is warned of by %s on its last day, said once', async (name, command) => {
    if (name === 'submit') await build(...BEFORE);
    const { code, stdout, stderr } = await command(...LAST_DAY);

    expect(code).toBe(0);
    expect(timesIn(stdout + stderr, 'warning  MODEL_ENDING\n')).toBe(1);
  });

  it('is only warned of in GovCloud, wherever the region comes from', async () => {
    vi.stubEnv('AWS_REGION', '');
    vi.stubEnv('AWS_DEFAULT_REGION', 'us-gov-west-1');
    const built = await build(...AFTER);
    const validated = await validate(...AFTER);

    expect([built.code, validated.code]).toEqual([0, 0]);
    expect(built.stderr).toContain('warning  MODEL_ENDED_ELSEWHERE');
    expect(validated.stdout).toContain('warning  MODEL_ENDED_ELSEWHERE');
  });

  it('does not keep the outcomes of jobs that were submitted before from being read', async () => {
    await run(...BEFORE);
    const again = await run(...AFTER);

    expect(again.code).toBe(0);
    expect(again.stderr).toContain('2 succeeded');
    expect(timesIn(again.stderr, SAYS)).toBe(1);
  });
});

describe('--as-of', () => {
  it.each(['2026-02-30', 'yesterday', '2026-9-1'])('refuses %s, which is no day', async (day) => {
    const { code, stderr } = await validate('--as-of', day);

    expect(code).toBe(2);
    expect(stderr).toContain('--as-of');
    expect(stderr).toContain('YYYY-MM-DD');
  });
});

describe('the region in force', () => {
  const ARN = 'arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0';
  const named = (model: string, command: string) =>
    command === 'validate'
      ? runMain(['validate', at('records.jsonl'), '--model', model, ...ONE_RECORD])
      : runMain([
          ...['build', at('films.csv'), '--out', at('named'), '--replace', '--model', model],
          ...['--prompt', '{{title}}', ...ONE_RECORD],
        ]);

  it.each([
    ['AWS_REGION', 'validate'],
    ['AWS_DEFAULT_REGION', 'validate'],
    ['AWS_REGION', 'build'],
    ['AWS_DEFAULT_REGION', 'build'],
  ])('is that of %s for %s', async (variable, command) => {
    vi.stubEnv('AWS_REGION', '');
    vi.stubEnv(variable, 'us-east-1');
    const profile = await named('eu.amazon.nova-lite-v1:0', command);
    const arn = await named(ARN, command);

    expect(profile.stdout + profile.stderr).toContain('MODEL_PROFILE_REGION');
    expect(arn.stdout + arn.stderr).toContain('MODEL_ARN_REGION');
  });

  it.each(['validate', 'build'])('is that of the profile for %s', async (command) => {
    await writeFile(
      at('config'),
      '[default]\nregion = us-east-1\n[profile eu]\nregion = eu-west-1\n',
    );
    vi.stubEnv('AWS_REGION', '');
    vi.stubEnv('AWS_CONFIG_FILE', at('config'));
    const us = await named('eu.amazon.nova-lite-v1:0', command);

    expect(us.stdout + us.stderr).toContain('MODEL_PROFILE_REGION');
  });

  it('is compared by submit too', async () => {
    const lite = 'eu.amazon.nova-lite-v1:0';
    await named(lite, 'build');
    const { code, stderr } = await runMain([
      ...['submit', at('named'), '--to', 's3://data/batch/', '--dry-run'],
      ...['--role-arn', 'arn:aws:iam::123456789012:role/Batch'],
    ]);

    expect(code).toBe(0);
    expect(timesIn(stderr, 'warning  MODEL_PROFILE_REGION')).toBe(1);
  });
});

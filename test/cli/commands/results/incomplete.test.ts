import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { retryOnOption } from '../../../../src/cli/flags/retry-on.ts';
import { retryReasons } from '../../../../src/results/index.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';
import { runMain } from '../../run-main.ts';
import { useEmulator } from '../../with-emulator.ts';

const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const ROLE = 'arn:aws:iam::123456789012:role/Batch';
const folder = useTemporaryFolder();
const out = () => join(folder.path, 'out');

const usage = { input_tokens: 3, output_tokens: 2 };
const said = (text: string, stop_reason: string) => ({
  content: text === '' ? [] : [{ type: 'text', text }],
  stop_reason,
  usage,
});

/** Of twelve records: two cut off, one refused with words, one without, one null, one that fails for good. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  2: said('{"genre":"Sci', 'max_tokens'),
  3: said('I cannot', 'refusal'),
  4: said('', 'refusal'),
  5: null,
  6: { error: { errorCode: 400, errorMessage: 'bad body' } },
  7: said('half', 'max_tokens'),
};

const aws = useEmulator({
  timeScale: 0,
  seed: 3,
  quotas: { minRecordsPerJob: 1 },
  answer: ({ recordId }) =>
    Object.hasOwn(ANSWERS, recordId) ? ANSWERS[recordId] : said('spam', 'end_turn'),
});
const { call } = aws;

beforeEach(async () => {
  const lines = Array.from({ length: 12 }, (_, index) => `${index + 1},text ${index + 1}`);
  await writeFile(source(), `id,text\n${lines.join('\n')}\n`);
});

const source = () => join(folder.path, 'texts.csv');
const built = () => [
  ...[source(), '--model', MODEL, '--prompt', '{{text}}', '--id', '{{id}}', '--out', out()],
  ...['--quota', 'min-records-per-job=1'],
];
const target = ['--to', 's3://data/in/', '--role-arn', ROLE];

/** Builds and submits, and lets the job end before anybody looks at it. */
async function submit(): Promise<void> {
  expect((await runMain(['build', ...built()])).code).toBe(0);
  expect((await call('upload', out(), '--to', 's3://data/in/')).code).toBe(0);
  expect((await call('submit', out(), ...target)).code).toBe(0);
  await aws.emulator.advance(3_600_000);
}

const idsOf = (jsonl: string) =>
  jsonl
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { recordId: string }).recordId)
    .sort();

const KINDS = { length: 2, 'content-filter': 0, refusal: 1, other: 0 };

describe('incomplete answers', () => {
  it('are counted apart at the end of a run, and bounded where that is asked for', async () => {
    await submit();
    const run = (...flags: readonly string[]) => call('run', ...built(), ...target, ...flags);

    const first = await run('--max-failed', '3');
    const again = await run('--max-failed', '3', '--max-incomplete', '2');
    const failed = await run('--max-failed', '1%');
    const share = await run('--max-failed', '3', '--max-incomplete', '25%', '--json');

    expect(first.code).toBe(0);
    expect(first.stderr).toContain('outcomes  9 succeeded, 3 failed\n');
    expect(first.stderr).toContain(
      'answers   3 of the succeeded incomplete (2 length, 1 refusal)\n',
    );
    expect(failed.code).toBe(4);
    expect(failed.stderr).toContain(
      '3 of 12 records did not succeed, more than --max-failed 1% allows',
    );
    expect(again.code).toBe(4);
    expect(again.stderr).toContain(
      '3 answers of 12 records are incomplete, more than --max-incomplete 2 allows',
    );
    expect(share.code).toBe(0);
    expect(JSON.parse(share.stdout)).toMatchObject({
      totals: { records: 12, counts: { succeeded: 9, failed: 3 }, incomplete: KINDS, unjudged: 0 },
    });
  });

  it('are counted apart by results, which lists them, failures, or both', async () => {
    await submit();

    const all = await call('results', out(), '--max-failed', '3', '--max-incomplete', '3');
    const over = await call('results', out(), '--max-failed', '3', '--max-incomplete', '24%');
    const failed = await call('results', out(), '--failed-only');
    const incomplete = await call('results', out(), '--incomplete-only');
    const both = await call('results', out(), '--incomplete-only', '--failed-only', '--json');

    expect(all.code).toBe(0);
    expect(all.stderr).toContain(
      '12 records: 9 succeeded, 3 failed; 3 of the succeeded incomplete (2 length, 1 refusal); ',
    );
    expect(over.code).toBe(4);
    expect(idsOf(failed.stdout)).toEqual(['4', '5', '6']);
    expect(idsOf(incomplete.stdout)).toEqual(['2', '3', '7']);
    expect(idsOf(both.stdout)).toEqual(['2', '3', '4', '5', '6', '7']);
    expect(JSON.parse(both.stderr)).toMatchObject({
      totals: { incomplete: KINDS },
      jobs: [{ folder: 'jobs/0000', incomplete: KINDS }],
    });
    expect(incomplete.stdout).toContain('"finishReason":"length","stopReason":"max_tokens"');
  });

  it('are tried again for the reasons that are asked for', async () => {
    await submit();
    const retried = async (...flags: readonly string[]) => {
      const to = join(folder.path, `retry${flags.join('')}`);
      const ended = await call('results', out(), '--retry', to, ...flags);
      expect(ended.code).toBe(0);
      return idsOf(await readFile(join(to, 'jobs/0000/shard-00000.jsonl'), 'utf8'));
    };

    expect(await retried()).toEqual(['5']);
    expect(await retried('--retry-on', 'length')).toEqual(['2', '5', '7']);
    expect(await retried('--retry-on', 'refusal')).toEqual(['3', '4', '5']);
    expect(await retried('--retry-on', 'no-answer')).toEqual(['4', '5']);
    expect(await retried('--retry-on', 'length, refusal')).toEqual(['2', '3', '4', '5', '7']);
  });

  it('names the reasons there are, and takes them for a retry only', async () => {
    await submit();

    const misspelt = await call('results', out(), '--retry', out(), '--retry-on', 'lenght');
    const whole = await call('results', out(), '--retry', out(), '--retry-on', 'stop');
    const idle = await call('results', out(), '--retry-on', 'length');

    expect(misspelt).toMatchObject({ code: 2 });
    expect(misspelt.stderr).toContain(
      'write any of length, content-filter, refusal, other, no-answer; did you mean length?',
    );
    expect(whole.code).toBe(2);
    expect(idle).toMatchObject({ code: 2 });
    expect(idle.stderr).toContain('--retry');
    expect(retryOnOption().description).toContain(`: ${retryReasons.join(', ')}`);
  });
});

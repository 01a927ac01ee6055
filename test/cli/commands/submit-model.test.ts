import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const HAIKU = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const OPUS = 'us.anthropic.claude-opus-5';
const CODE = 'MODEL_INPUT_FORBIDDEN_KEY';
const folder = useTemporaryFolder();
const at = (name: string) => join(folder.path, name);

const submit = (...flags: readonly string[]) =>
  runMain([
    ...['submit', at('out'), '--to', 's3://data/batch/', '--region', 'us-east-1', '--dry-run'],
    ...['--role-arn', 'arn:aws:iam::123456789012:role/Batch'],
    ...flags,
  ]);

describe('bedrock-batch submit --model', () => {
  beforeEach(async () => {
    await writeFile(at('films.csv'), 'title\nJaws\nAlien\nHeat\n');
    await runMain([
      ...['build', at('films.csv'), '--out', at('out'), '--model', HAIKU],
      ...['--prompt', '{{title}}', '--set', 'temperature=0.5'],
      ...['--quota', 'min-records-per-job=1'],
    ]);
  });

  it('shows what the other model refuses, and ends with 1', async () => {
    const ended = await submit('--model', OPUS);

    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain(CODE);
    expect(ended.stderr).toContain(
      `The dataset was built for "${HAIKU}" and has 3 errors for "${OPUS}", so nothing is submitted`,
    );
  });

  it('has the report in its JSON', async () => {
    const ended = await submit('--model', OPUS, '--json');

    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      error: { code: 'DATASET_INVALID', report: { counts: [{ code: CODE, count: 3 }] } },
    });
  });

  it('goes on with a severity that says so, and shows the warnings', async () => {
    const ended = await submit('--model', OPUS, '--severity', `${CODE}=warning`);

    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain(CODE);
    expect(JSON.parse(ended.stdout)).toMatchObject({ jobs: [{ request: { modelId: OPUS } }] });
  });

  it('asks nothing more of the model it was built for', async () => {
    expect(await submit('--model', HAIKU)).toMatchObject({ code: 0 });
  });
});

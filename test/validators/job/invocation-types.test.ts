import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildDataset } from '../../../src/builders/index.ts';
import { type ValidateOptions, validateDataset } from '../../../src/validators/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const OPTIONS: ValidateOptions = {
  model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
  quotas: { minRecordsPerJob: 1 },
};
const CONVERSE = {
  messages: [{ role: 'user', content: [{ text: 'Hello' }] }],
  inferenceConfig: { maxTokens: 5 },
};
const OWN = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 5,
  messages: [{ role: 'user', content: 'Hello' }],
};
/** Right, but not plain: no engine accepts it unseen. */
const OWN_CLOSER = {
  ...OWN,
  messages: [{ role: 'user', content: [{ type: 'text', text: 'A' }] }],
  anthropic_beta: ['x'],
};
const BROKEN = { ...OWN, max_tokens: 'many' };

const linesOf = (inputs: readonly object[]) =>
  inputs.map((modelInput, index) => `${JSON.stringify({ recordId: `r${index}`, modelInput })}\n`);

async function find(inputs: readonly object[], options: Partial<ValidateOptions> = {}) {
  const bytes = [Buffer.from(linesOf(inputs).join(''))];
  const report = await validateDataset({ bytes }, { ...OPTIONS, ...options });
  return report.diagnostics;
}

const MIXED = 'MODEL_INVOCATION_TYPES_MIXED';

describe('validateDataset() of a job with both invocation types', () => {
  it('says so once, with how many records are of each and where the first one is', async () => {
    const found = await find([OWN, CONVERSE, OWN, CONVERSE, OWN_CLOSER]);

    expect(found.map(({ code, location }) => [code, location.line])).toEqual([
      ['MODEL_INPUT_INVOCATION_TYPE', 2],
      ['MODEL_INPUT_INVOCATION_TYPE', 4],
      [MIXED, undefined],
    ]);
    expect(found.at(-1)).toMatchObject({
      location: { source: 'stdin' },
      args: { expected: 'InvokeModel', own: 3, received: 'Converse', other: 2, first: 'stdin:2' },
      related: [{ line: 2, recordId: 'r1' }],
    });
  });

  it('says the same of a Converse job', async () => {
    const found = await find([CONVERSE, OWN], { invocationType: 'Converse' });

    expect(found.at(-1)).toMatchObject({
      code: MIXED,
      args: { expected: 'Converse', own: 1, received: 'InvokeModel', other: 1 },
    });
  });

  it.each([
    ['all are of the other type', [CONVERSE, CONVERSE]],
    ['all are of its own', [OWN, OWN_CLOSER]],
    ['the others are only broken', [CONVERSE, BROKEN]],
  ])('says nothing where %s', async (_what, inputs) => {
    expect((await find(inputs)).map(({ code }) => code)).not.toContain(MIXED);
  });

  it('says nothing where each of two jobs has its own type', async () => {
    await writeFile(join(folder.path, 'a.jsonl'), linesOf([OWN]).join(''));
    await writeFile(join(folder.path, 'b.jsonl'), linesOf([CONVERSE]).join(''));
    const both = [join(folder.path, 'a.jsonl'), join(folder.path, 'b.jsonl')];

    const apart = await validateDataset(both, OPTIONS);
    const together = await validateDataset(folder.path, OPTIONS);

    expect(apart.counts.map(({ code }) => code)).not.toContain(MIXED);
    expect(together.counts.map(({ code }) => code)).toContain(MIXED);
  });

  it('is found by a build too', async () => {
    const built = buildDataset([OWN, CONVERSE], {
      model: OPTIONS.model ?? '',
      record: (modelInput) => ({ modelInput: { ...modelInput } }),
      quotas: { minRecordsPerJob: 1 },
      out: join(folder.path, 'out'),
    });

    await expect(built).rejects.toMatchObject({
      report: {
        diagnostics: [
          { code: 'MODEL_INPUT_INVOCATION_TYPE', location: { row: 2 } },
          { code: MIXED, args: { own: 1, other: 1, first: 'row 2' } },
        ],
      },
    });
  });

  const folder = useTemporaryFolder();
});

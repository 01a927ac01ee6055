import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildDataset } from '../../../src/builders/index.ts';
import { pretty } from '../../../src/cli/reporters/pretty.ts';
import { validateDataset } from '../../../src/validators/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();
const MODEL = 'amazon.titan-embed-text-v2:0';
const OPTIONS = { model: MODEL, quotas: { minRecordsPerJob: 1 } };
const path = () => join(folder.path, 'records.jsonl');

/** Records of which so many have the model input of the one before, which is longer than a read where that is wanted. */
async function write(records: number, repeated: number, length = 10): Promise<string> {
  const lines = Array.from({ length: records }, (_, index) => {
    const inputText = `${'x'.repeat(length)} ${Math.max(0, index - repeated)}`;
    return JSON.stringify({ recordId: String(index), modelInput: { inputText } });
  });
  await writeFile(path(), `${lines.join('\n')}\n`);
  return path();
}

describe('validateDataset() of records that repeat the one before', () => {
  it.each([
    ['more than half', 101, 51, true],
    ['half', 100, 50, false],
    ['fewer than 50', 60, 49, false],
    ['all', 100, 99, true],
  ])('warns where they are many: %s', async (_, records, repeated, isWarned) => {
    const report = await validateDataset(await write(records, repeated), OPTIONS);

    expect(report.repeatedModelInputs).toBe(repeated);
    expect(report.counts.some(({ code }) => code === 'MODEL_INPUT_REPEATED')).toBe(isWarned);
    expect(report.valid).toBe(true);
  });

  it('says nothing of them where there is none', async () => {
    const report = await validateDataset(await write(100, 0), OPTIONS);

    expect(report).not.toHaveProperty('repeatedModelInputs');
    expect(pretty(report, {})).not.toContain('repeated');
  });

  it('has them in its summary', async () => {
    const report = await validateDataset(await write(100, 7), OPTIONS);

    expect(pretty(report, {})).toMatch(/, 7 repeated modelInputs$/);
  });

  it.each([9_000, 100_000, 700_000])(
    'compares records of %i bytes to their end',
    async (length) => {
      const file = await write(8, 3, length);

      const bytes = [Buffer.from(await (await import('node:fs/promises')).readFile(file))];
      for (const what of [file, { bytes }]) {
        const report = await validateDataset(what, { ...OPTIONS, severities: {} });
        expect(report.repeatedModelInputs).toBe(3);
      }
    },
  );

  it('finds it however two lines in two blocks are laid out', async () => {
    const layouts = [
      '{"recordId":"#","modelInput":{"inputText":"a"}}',
      '{"recordId":"#","modelInput": {"inputText":"a"}}',
      '{"recordId":"#","modelInput":{"inputText":"a"} }',
      '{"recordId":"#","modelInput":{"inputText":"a"}} ',
      '{"recordId": "#" , "modelInput":{"inputText":"a"}}\r',
      '{"modelInput":{"inputText":"a"},"recordId":"#"}',
    ];
    for (const [first, second] of layouts.flatMap((one) => layouts.map((two) => [one, two]))) {
      const lines = [first, second].map((line, index) => `${line}\n`.replace('#', `${index}`));
      const bytes = lines.map((line) => Buffer.from(line));

      const report = await validateDataset({ bytes }, OPTIONS);

      expect(report.repeatedModelInputs, lines.join('')).toBe(1);
    }
  });

  it('does not compare a record with one of another file', async () => {
    await write(1, 0);
    const other = join(folder.path, 'other.jsonl');
    await writeFile(other, '{"recordId":"other","modelInput":{"inputText":"xxxxxxxxxx 0"}}\n');

    expect(await validateDataset([path(), other], OPTIONS)).not.toHaveProperty(
      'repeatedModelInputs',
    );
  });
});

describe('buildDataset() of rows that repeat the one before', () => {
  const rows = (count: number, texts: number) =>
    Array.from({ length: count }, (_, index) => ({ text: `text ${index % texts}` }));
  const build = (source: readonly { readonly text: string }[]) =>
    buildDataset(source, {
      model: MODEL,
      prompt: '{{text}}',
      out: join(folder.path, 'out'),
      belowMinimum: 'pad',
    });

  it('warns as validate does', async () => {
    const { report, folder: out } = await build(rows(100, 1));

    expect(report).toMatchObject({
      repeatedModelInputs: 99,
      diagnostics: [{ code: 'MODEL_INPUT_REPEATED', args: { records: 100, repeated: 99 } }],
    });
    expect(await validateDataset(out)).toMatchObject({ repeatedModelInputs: 99, warnings: 1 });
  });

  it('takes padding for what it is', async () => {
    const { report, folder: out } = await build(rows(30, 30));

    expect(report).not.toHaveProperty('repeatedModelInputs');
    expect(await validateDataset(out)).toMatchObject({ repeatedModelInputs: 69, warnings: 0 });
  });
});

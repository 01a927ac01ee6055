import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateDataset } from '../../../src/validators/index.ts';
import { cutAt, cuts } from '../../support/byte-chunks.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();
const OPTIONS = { model: 'amazon.titan-embed-text-v2:0', quotas: { minRecordsPerJob: 1 } };

const blank = fc.constantFrom('', '', '', ' ', '\t');
/** Model inputs that are often the same, some of which need a closer look. */
const input = fc.constantFrom(
  '{"inputText":"a"}',
  '{"inputText":"b"}',
  '{ "inputText":"a"}',
  '{"inputText":"a\\n"}',
  '{"inputText":"a","dimensions":256}',
  '{"inputText":"a","dimensions":2.56e2}',
  `{"inputText":"${'long '.repeat(4000)}"}`,
  `{"inputText":"${'long '.repeat(4000)}?"}`,
);
const id = fc.oneof(fc.nat(1e6).map(String), fc.constantFrom('x y', 'é', '\\"', '\\u0041'));
const record = fc
  .tuple(id, input, fc.array(blank, { minLength: 10, maxLength: 10 }), fc.boolean())
  .map(([recordId, modelInput, [a, b, c, d, e, f, g, h, i, j], isIdFirst]) => {
    const idMember = `${a}"recordId"${b}:${c}"${recordId}"${d}`;
    const inputMember = `${e}"modelInput"${f}:${g}${modelInput}${h}`;
    const members = isIdFirst ? [idMember, inputMember] : [inputMember, idMember];
    // an id with an escape is found before the model input alone
    const isFound = isIdFirst || !recordId.includes('\\');
    return { line: `${i}{${members.join(',')}}${j}`, input: isFound ? modelInput : undefined };
  });
const other = fc.constantFrom(
  { line: '{"recordId":"1"}', input: undefined },
  { line: '["recordId"]', input: undefined },
  { line: 'no JSON', input: undefined },
);
const blankLine = blank.map((line) => ({ line, input: 'blank' as const }));
const lines = fc.array(
  fc.oneof(
    { weight: 20, arbitrary: record },
    { weight: 1, arbitrary: other },
    { weight: 2, arbitrary: blankLine },
  ),
  { minLength: 1, maxLength: 60 },
);

/** How many have the input of the one before, as it was made. */
function repeatedIn(made: readonly { readonly input: string | undefined }[]): number {
  const inputs = made.map(({ input: text }) => text).filter((text) => text !== 'blank');
  return inputs.filter((text, index) => text !== undefined && text === inputs[index - 1]).length;
}

describe('repeated model inputs', () => {
  it('are always counted as they were made, whatever the bytes are cut into', async () => {
    const path = join(folder.path, 'lines.jsonl');
    await fc.assert(
      fc.asyncProperty(lines, cuts, fc.constantFrom('\n', ''), async (made, places, end) => {
        const text = made.map(({ line }) => line).join('\n') + end;
        const bytes = cutAt(Buffer.from(text), places);
        await writeFile(path, text);

        const reports = [
          await validateDataset({ bytes }, OPTIONS),
          await validateDataset(path, OPTIONS),
          // another model accepts other lines without a closer look
          await validateDataset(path, { ...OPTIONS, model: 'unknown.model' }),
        ];

        const counts = reports.map(({ repeatedModelInputs = 0 }) => repeatedModelInputs);
        expect(counts).toEqual([0, 0, 0].fill(repeatedIn(made)));
      }),
    );
  });
});

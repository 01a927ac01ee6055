import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ValidateOptions, validateDataset } from '../../src/validators/index.ts';

const OPTIONS: ValidateOptions = {
  model: 'amazon.titan-embed-text-v2:0',
  quotas: { minRecordsPerJob: 0 },
};

const goodLines = fc
  .array(
    fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => /\S/.test(text)),
    { minLength: 1, maxLength: 12 },
  )
  .map((texts) =>
    texts.map((text, index) => {
      const inputText = text.replaceAll(/[\u2028\u2029]/g, ' ');
      return JSON.stringify({ recordId: `r${index}`, modelInput: { inputText } });
    }),
  );

/** Ways to break one record of a dataset that is otherwise valid. */
const breaks: readonly ((line: string) => string)[] = [
  (line) => line.slice(0, -1),
  (line) => line.replace('"inputText"', '"inputTxt"'),
  (line) => line.replace('"recordId":"', '"recordId":1,"x":"'),
  (line) => `[${line}]`,
  (line) => line.replace('{', '{"recordId":"",'),
  (line) => line.replace('"}}', '\\ud800"}}'),
  (line) => line.replace('"}}', '\\u0000"}}'),
  (line) => line.replace('"}}', '\u2029"}}'),
  (line) => line.replace('{', '{\r'),
  (line) => line.replace('"}}', '\0"}}'),
  () => '',
];

describe('validateDataset()', () => {
  it('always finds nothing in valid records', async () => {
    await fc.assert(
      fc.asyncProperty(goodLines, async (lines) => {
        const report = await validateDataset(
          { bytes: [Buffer.from(`${lines.join('\n')}\n`)] },
          OPTIONS,
        );
        expect(report.diagnostics).toEqual([]);
      }),
    );
  });

  it('always finds a broken record at its line, and nothing at any other', async () => {
    await fc.assert(
      fc.asyncProperty(
        goodLines,
        fc.nat(),
        fc.constantFrom(...breaks),
        async (lines, at, damage) => {
          const broken = at % lines.length;
          const text = lines
            .map((line, index) => (index === broken ? damage(line) : line))
            .join('\n');

          const { diagnostics } = await validateDataset(
            { bytes: [Buffer.from(`${text}\n`)] },
            OPTIONS,
          );

          expect(diagnostics.length).toBeGreaterThan(0);
          expect(new Set(diagnostics.map(({ location }) => location.line))).toEqual(
            new Set([broken + 1]),
          );
        },
      ),
    );
  });

  it('always says the same, however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        goodLines,
        fc.constantFrom(...breaks),
        fc.integer({ min: 1, max: 40 }),
        async (lines, damage, size) => {
          const bytes = Buffer.from([...lines.map(damage), ...lines].join('\n'));
          const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
            bytes.subarray(index * size, (index + 1) * size),
          );

          expect(await validateDataset({ bytes: pieces }, OPTIONS)).toEqual(
            await validateDataset({ bytes: [bytes] }, OPTIONS),
          );
        },
      ),
    );
  });
});

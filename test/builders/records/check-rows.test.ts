import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type BuildOptions,
  buildDataset,
  fromFiles,
  jsonl,
  readRecords,
} from '../../../src/builders/index.ts';
import { bytesOf } from '../../support/read-rows.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();
const options = (more: Partial<BuildOptions> = {}): BuildOptions => ({
  model: 'amazon.titan-embed-text-v2:0',
  prompt: '{{a}}',
  out: join(folder.path, 'out'),
  quotas: { minRecordsPerJob: 1 },
  ...more,
});
const lines = (...all: readonly string[]) => jsonl(bytesOf(all.join('\n')), { name: 'x.jsonl' });
const map = (row: unknown) => ({ modelInput: { inputText: JSON.stringify(row) } });
const TWICE = '{"a":"1","a":"2"}';

describe('a row of JSON with a key twice', () => {
  it.each([
    ['a template', {}],
    ['a function', { prompt: undefined, record: map }],
    ['a function that waits', { prompt: undefined, record: async (row: unknown) => map(row) }],
  ])('is an error for %s', async (_, more) => {
    const failed = buildDataset(lines('{"a":"0"}', TWICE, '{"a":{"b":1,"b":2}}'), options(more));

    await expect(failed).rejects.toMatchObject({
      report: {
        records: 1,
        diagnostics: [
          {
            code: 'ROW_KEY_REPEATED',
            message: 'The key "a" is repeated in row 2, and only the last value would be taken',
            location: { source: 'x.jsonl', line: 2 },
          },
          { message: expect.stringContaining('"b" is repeated in "a" of row 3') },
        ],
      },
    });
  });

  it('has its last value where that is wanted', async () => {
    for (const severity of ['warning', 'off'] as const) {
      const severities = { ROW_KEY_REPEATED: severity };
      const { report } = await buildDataset(
        lines(TWICE),
        options({ severities, out: join(folder.path, severity), prompt: 'x {{a}}' }),
      );
      expect(report?.warnings).toBe(severity === 'off' ? 0 : 1);
    }
  });

  it('becomes no record before anything is written either, and is named by its file', async () => {
    const records = [];
    for await (const record of readRecords(lines('{"a":"0"}', TWICE), options()))
      records.push(record);
    expect(records).toHaveLength(1);

    const paths = ['1.jsonl', '2.jsonl'].map((name) => join(folder.path, name));
    for (const path of paths)
      await writeFile(path, path.endsWith('2.jsonl') ? `${TWICE}\n` : '{"a":"0"}');
    await expect(buildDataset(fromFiles(paths), options())).rejects.toMatchObject({
      report: { diagnostics: [{ location: { source: paths[1], line: 1 } }] },
    });
  });
});

describe('a number that JavaScript cannot hold', () => {
  const row = '{"a":12345678901234567890,"n":[1e400,0.1,1.0]}';

  it('is a warning where a function sees it', async () => {
    const { report } = await buildDataset(lines(row), options({ prompt: undefined, record: map }));

    expect(report?.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      [
        'ROW_NUMBER_CHANGED',
        '"a" of row 1 is "12345678901234567890", and JavaScript reads 12345678901234567000',
      ],
      ['ROW_NUMBER_CHANGED', '"n[0]" of row 1 is "1e400", and JavaScript reads Infinity'],
    ]);
  });

  it('is none where a template takes it as it stands', async () => {
    const { report } = await buildDataset(lines(row), options());

    expect(report?.warnings).toBe(0);
  });
});

describe('a row that is no object', () => {
  it('is named as what it is, the first and any later', async () => {
    await expect(buildDataset(lines('[1,2]'), options())).rejects.toMatchObject({
      code: 'TEMPLATE_COLUMN_UNKNOWN',
      message:
        'The prompt names "a", and the first row of "x.jsonl" is no object but an array of 2',
    });
    await expect(buildDataset(lines('{"a":"x"}', '"text"'), options())).rejects.toMatchObject({
      report: {
        diagnostics: [
          {
            message: 'Row 2 has no column "a": it is no object but "text"',
            hint: 'Make each row an object, or write a --map function',
            location: { line: 2 },
          },
        ],
      },
    });
  });

  it('has the column value', async () => {
    const { report } = await buildDataset(lines('"text"', '5'), options({ prompt: '{{value}}' }));

    expect(report?.valid).toBe(true);
  });
});

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type BuildOptions,
  buildDataset,
  csv,
  fromFiles,
  fromIterable,
  type InvalidRowOptions,
} from '../../src/builders/index.ts';
import type { DatasetInvalidError } from '../../src/core/index.ts';
import type { RejectedRow } from '../../src/dataset/index.ts';
import { titan } from '../../src/models/index.ts';
import { bytesOf } from '../support/read-rows.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const folder = useTemporaryFolder();
const at = (name: string) => join(folder.path, name);
const options = (more: Partial<BuildOptions> = {}): BuildOptions => ({
  model: 'amazon.titan-embed-text-v2:0',
  prompt: '{{text}}',
  out: at('out'),
  quotas: { minRecordsPerJob: 1 },
  onInvalid: 'skip',
  ...more,
});
const titled = (texts: readonly unknown[]) => texts.map((text) => ({ text }));
const rejected = async (): Promise<RejectedRow[]> =>
  (await readFile(at('out/rows.rejected'), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RejectedRow);
const records = async (): Promise<string[]> =>
  (await readFile(at('out/jobs/0000/shard-00000.jsonl'), 'utf8')).trimEnd().split('\n');
const failed = async (built: Promise<unknown>) =>
  (await built.catch((error: unknown) => error)) as DatasetInvalidError;

describe('a build that sets invalid rows aside', () => {
  it('says of each what it would have been, and why it is none', async () => {
    const rows = [{ text: 'a' }, { text: '' }, { other: 'c' }, { text: 'd' }];

    const { manifest, report } = await buildDataset(rows, options());

    expect(manifest).toMatchObject({
      records: 2,
      rows: { count: 2, rejected: { count: 2, numbers: [2, 3] } },
    });
    expect(report).toMatchObject({ valid: true, records: 2, rejectedRows: 2, errors: 2 });
    expect(await rejected()).toEqual([
      {
        row: 2,
        recordId: '00000002',
        codes: ['TEMPLATE_PROMPT_EMPTY'],
        message: expect.stringContaining('row 2'),
        digest: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
      {
        row: 3,
        recordId: '00000003',
        codes: ['TEMPLATE_COLUMN_MISSING'],
        message: 'Row 3 has no column "text"; it has "other"',
        digest: expect.any(String),
      },
    ]);
  });

  it('leaves no trace where all rows are valid', async () => {
    const { manifest } = await buildDataset(titled(['a', 'b']), options());

    expect(manifest.rows).not.toHaveProperty('rejected');
    expect(await readdir(at('out'))).toEqual(['jobs', 'manifest.json', 'rows.digests']);
  });

  it('is one of its own among builds: another bound or another severity is another dataset', async () => {
    const file = at('rows.csv');
    await writeFile(file, 'text\na\n');
    await buildDataset(file, options());

    expect(await buildDataset(file, options())).toMatchObject({ reused: true });
    for (const more of [
      { onInvalid: undefined },
      { maxInvalid: 3 },
      { severities: { TEMPLATE_VALUE_EMPTY: 'error' } as const },
    ])
      await expect(buildDataset(file, options(more))).rejects.toMatchObject({
        code: 'DATASET_EXISTS',
      });
  });

  it('knows thousands of records with the same mistake, of which most are only counted', async () => {
    const isGood = (index: number) => index % 7 === 0 || index > 6000;
    const rows = Array.from({ length: 9000 }, (_, index) => ({ index, text: `t${index}` }));

    const { manifest, report } = await buildDataset(
      fromIterable(rows),
      options({
        prompt: undefined,
        maxInvalid: '60%',
        record: ({ index, text }: (typeof rows)[0]) => ({
          recordId: text,
          modelInput: {
            ...titan.embed({ inputText: text }),
            ...(isGood(index) ? {} : { dimensions: 7, more: true }),
          },
        }),
      } as Partial<BuildOptions>),
    );

    const bad = rows.filter(({ index }) => !isGood(index));
    expect(bad.length).toBeGreaterThan(5000);
    const lines = await rejected();
    expect(manifest).toMatchObject({
      records: rows.length - bad.length,
      rows: {
        rejected: { count: bad.length, numbers: lines.slice(0, 1000).map(({ row }) => row) },
      },
    });
    expect(report).toMatchObject({ valid: true, errors: 2 * bad.length });
    expect(lines.map(({ recordId }) => recordId)).toEqual(bad.map(({ text }) => text));
    expect(new Set(lines.map(({ codes }) => codes.join())).size).toBe(1);
    const kept = (await records()).map((line) => JSON.parse(line).recordId as string);
    expect(kept).toEqual(rows.filter(({ index }) => isGood(index)).map(({ text }) => text));
  });

  it('frees the id of a row that is set aside, and takes each id once', async () => {
    const rows = [
      { id: 'a', text: '' },
      { id: 'a', text: 'first' },
      { id: 'b', text: 'other' },
      { id: 'a', text: 'second' },
    ];

    await buildDataset(rows, options({ id: '{{id}}' }));

    expect((await rejected()).map(({ row, recordId, codes }) => [row, recordId, ...codes])).toEqual(
      [
        [1, 'a', 'TEMPLATE_PROMPT_EMPTY'],
        [4, 'a', 'RECORD_ID_DUPLICATE'],
      ],
    );
  });

  it('counts rows over all files', async () => {
    await writeFile(at('a.csv'), 'text\na\n""\n');
    await writeFile(at('b.csv'), 'text\nb\n""\nb,c\nd\n');

    await buildDataset(fromFiles([at('a.csv'), at('b.csv')]), options());

    expect((await rejected()).map(({ row, codes }) => [row, ...codes])).toEqual([
      [2, 'TEMPLATE_PROMPT_EMPTY'],
      [4, 'TEMPLATE_PROMPT_EMPTY'],
      [5, 'ROW_RAGGED'],
    ]);
    expect((await records()).map((line) => JSON.parse(line).recordId)).toEqual([
      '00000001',
      '00000003',
      '00000006',
    ]);
  });

  it('goes by the severities: a warning that is raised sets rows aside, an error that is lowered does not', async () => {
    const rows = titled(['a', null, 'c', null]).map((row, index) => ({ ...row, n: index }));
    const prompt = '{{text}} {{n}}';

    await buildDataset(rows, options({ prompt, severities: { TEMPLATE_VALUE_EMPTY: 'error' } }));
    expect((await rejected()).map(({ row, codes }) => [row, ...codes])).toEqual([
      [2, 'TEMPLATE_VALUE_EMPTY'],
      [4, 'TEMPLATE_VALUE_EMPTY'],
    ]);

    const doubled = [
      { text: 'a', id: '1' },
      { text: 'b', id: '1' },
    ];
    const { report } = await buildDataset(
      doubled,
      options({ id: '{{id}}', severities: { RECORD_ID_DUPLICATE: 'warning' }, replace: true }),
    );
    expect(report).toMatchObject({ records: 2, warnings: 1, errors: 0 });
  });

  it('sets a padded row aside where padding is an error', async () => {
    const table = csv(bytesOf('text,more\na,1\nb\nc,3\n'), { ragged: 'pad' });

    await buildDataset(
      table,
      options({ prompt: '{{text}} {{more}}', severities: { ROW_PADDED: 'error' } }),
    );

    expect((await rejected()).map(({ row, codes }) => [row, ...codes])).toEqual([
      [2, 'ROW_PADDED'],
    ]);
  });

  it('has no record of a row that became none, whatever the severity', async () => {
    await buildDataset(
      [{ text: 'a' }, { other: 'b' }],
      options({ severities: { TEMPLATE_COLUMN_MISSING: 'off' } }),
    );

    expect(await rejected()).toMatchObject([{ row: 2, codes: ['TEMPLATE_COLUMN_MISSING'] }]);
  });

  it('takes a stream, and asks a function once', async () => {
    const seen: unknown[] = [];
    const rows = titled(['a', 'b', 'c']);

    await buildDataset(
      fromIterable(rows.values()),
      options({
        prompt: undefined,
        record: (row: { text: string }) => {
          seen.push(row);
          if (row.text === 'b') throw new Error('no');
          return { modelInput: titan.embed({ inputText: row.text }) };
        },
      } as Partial<BuildOptions>),
    );

    expect(seen).toEqual(rows);
    expect(await rejected()).toMatchObject([{ row: 2, recordId: '', codes: ['ROW_NOT_MAPPED'] }]);
  });

  it('ends for what is wrong with no row', async () => {
    const { message, report } = await failed(
      buildDataset(titled(['a', '', 'c']), options({ quotas: { minRecordsPerJob: 100 } })),
    );

    expect(message).toBe(
      'The source gives 1 error in 2 records besides the 1 row that would be set aside, so no dataset was written',
    );
    expect(report.valid).toBe(false);
    expect(await readdir(folder.path)).toEqual([]);
  });

  it.each<[InvalidRowOptions['maxInvalid'], readonly string[], string | undefined]>([
    [undefined, ['a', ''], undefined],
    [
      undefined,
      ['a', '', ''],
      '2 of 3 rows cannot become a valid record, and at most 50% may be set aside, so no dataset was written',
    ],
    [1, ['a', ''], undefined],
    [
      1,
      ['a', '', ''],
      '2 of 3 rows cannot become a valid record, and at most 1 may be set aside, so no dataset was written',
    ],
    [
      0,
      ['a', ''],
      '1 of 2 rows cannot become a valid record, and at most 0 may be set aside, so no dataset was written',
    ],
    ['66.7%', ['a', '', ''], undefined],
    ['100%', ['', ''], 'None of the 2 rows can become a valid record, so no dataset was written'],
  ])('with at most %s of %j set aside: %s', async (maxInvalid, texts, refusal) => {
    // the first row of objects has to have the column
    const built = buildDataset(titled(texts), options({ maxInvalid, belowMinimum: 'pad' }));

    if (refusal === undefined) expect((await built).manifest.rows?.rejected).toBeDefined();
    else {
      expect(await failed(built)).toMatchObject({
        code: 'DATASET_INVALID',
        message: refusal,
        report: { valid: false },
      });
      expect(await readdir(folder.path)).toEqual([]);
    }
  });

  it.each([
    [{ onInvalid: 'ignore' }, 'onInvalid'],
    [{ maxInvalid: -1 }, 'maxInvalid'],
    [{ maxInvalid: 1.5 }, 'maxInvalid'],
    [{ maxInvalid: '101%' }, 'maxInvalid'],
    [{ maxInvalid: 'half' }, 'maxInvalid'],
    [{ onInvalid: 'error', maxInvalid: 3 }, 'maxInvalid'],
    [{ onInvalid: undefined, maxInvalid: 3 }, 'maxInvalid'],
  ])('refuses %j', async (more, option) => {
    const built = buildDataset(titled(['a']), options(more as Partial<BuildOptions>));

    await expect(built).rejects.toMatchObject({ code: 'INVALID_OPTION', option });
  });
});

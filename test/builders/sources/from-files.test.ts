import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildDataset, fromFiles, type RaggedRow } from '../../../src/builders/index.ts';
import { readRows, readUntilError } from '../../support/read-rows.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();
const at = (name: string) => join(folder.path, name);

async function write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(at(name)), { recursive: true });
    await writeFile(at(name), text);
  }
}

const table = (...titles: readonly string[]) =>
  `title\n${titles.map((title) => `${title}\n`).join('')}`;
const titlesOf = async (...paths: readonly string[]) =>
  (await readRows(fromFiles(paths.map(at)))).map((row) => row.text('title'));

describe('fromFiles()', () => {
  it('reads files in the order given, each in its own format, and counts over all of them', async () => {
    await write({
      'b.csv': table('Jaws', 'Alien'),
      'a.jsonl.gz': gzipSync('{"title":"Heat","n":1.50}\n'),
      'c.json': '[{"title":"Tron"}]',
    });

    const rows = await readRows(fromFiles(['b.csv', 'a.jsonl.gz', 'c.json'].map(at)));

    expect(
      rows.map(({ number, fileRow, source, line, columns }) => [
        ...[number, fileRow, source.slice(folder.path.length + 1), line, columns],
      ]),
    ).toEqual([
      [1, 1, 'b.csv', 2, ['title']],
      [2, 2, 'b.csv', 3, ['title']],
      [3, 1, 'a.jsonl.gz', 1, ['title', 'n']],
      [4, 1, 'c.json', 1, ['title']],
    ]);
    expect(rows.map((row) => row.json?.())).toEqual([
      ...[undefined, undefined, '{"title":"Heat","n":1.50}', '{"title":"Tron"}'],
    ]);
  });

  it('reads a folder and what is below it, in the byte order of the paths', async () => {
    await write({
      'in/part-2.csv': table('two'),
      'in/part-10.csv': table('ten'),
      'in/Z.csv': table('Z'),
      'in/é.csv': table('é'),
      'in/deep/a.csv': table('deep'),
      'in/.hidden.csv': table('no'),
      'in/.git/x.csv': table('no'),
      'in/README.md': 'no',
    });

    expect(await titlesOf('in')).toEqual(['Z', 'deep', 'ten', 'two', 'é']);
  });

  it.each([
    ['in/*.csv', ['1', '10', '2']],
    ['in/?.csv', ['1', '2']],
    ['in/[2-9].csv', ['2']],
    ['in/[!2].csv', ['1']],
    ['in/{2,10}.csv', ['10', '2']],
    ['in/**/*.csv', ['1', '10', '2', 'x', 'y']],
    ['in/**', ['1', '10', '2', 'x', 'y']],
    ['in/*/?.csv', ['x']],
    ['**/d*/**/*.csv', ['x', 'y']],
  ])('reads what fits %s', async (pattern, titles) => {
    await write({
      'in/1.csv': table('1'),
      'in/2.csv': table('2'),
      'in/10.csv': table('10'),
      'in/.3.csv': table('no'),
      'in/d/a.csv': table('x'),
      'in/d/e/b.csv': table('y'),
    });

    expect(await titlesOf(pattern)).toEqual(titles);
  });

  it.each([
    ['part-*.csv', ['x']],
    ['part-[0-9].csv', ['x']],
    ['part-{1,2}.csv', ['x']],
    ['a+b (c)^$*.csv', ['y']],
  ])('takes signs of regular expressions in %s as they are', async (pattern, titles) => {
    await write({ 'part-1.csv': table('x'), 'a+b (c)^$1.csv': table('y') });

    expect(await titlesOf(pattern)).toEqual(titles);
  });

  it('finds nothing in a range that runs backwards', async () => {
    await write({ 'part-1.csv': table('x') });

    const { error } = await readUntilError(fromFiles([at('part-[9-0].csv')]));

    expect(error).toMatchObject({ code: 'SOURCE_NOT_FOUND' });
  });

  it('takes a name with signs of a pattern for the file that has it', async () => {
    await write({ 'a[1].csv': table('this'), 'a1.csv': table('other') });

    expect(await titlesOf('a[1].csv')).toEqual(['this']);
  });

  it.each([
    [['none.csv'], 'There is no file'],
    [['*.csv'], 'No file fits'],
    [['empty'], 'There is no CSV, TSV, JSON or JSONL file in'],
  ])('says that there is nothing at %j', async (paths, message) => {
    await mkdir(at('empty'));

    for (const ask of [
      (await readUntilError(fromFiles(paths.map(at)))).error,
      await fromFiles(paths.map(at))
        .identity?.()
        .catch((error: unknown) => error),
    ])
      expect(ask).toMatchObject({
        code: 'SOURCE_NOT_FOUND',
        message: expect.stringContaining(message),
      });
  });

  it('refuses no paths, and a file that is named twice', async () => {
    await write({ 'in/a.csv': table('a') });

    expect(() => fromFiles([])).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
    expect((await readUntilError(fromFiles([at('in'), at('in/a.csv')]))).error).toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining('a.csv" is named twice'),
    });
  });

  it('says which file is broken, and gives the rows before', async () => {
    await write({ 'a.csv': table('a', 'b'), 'b.csv': 'title\n"c\n' });
    const { rows, error } = await readUntilError(fromFiles([at('a.csv'), at('b.csv')]));

    expect(rows).toHaveLength(2);
    expect(error).toMatchObject({ code: 'SOURCE_SYNTAX', source: at('b.csv'), row: 1, line: 2 });
  });

  it('tells of ragged rows by file, and counts on behind them', async () => {
    await write({ 'a.csv': 'a,b\n1\n2,2\n3\n', 'b.csv': 'a,b\n4,4\n5\n' });
    const told: RaggedRow[] = [];
    const numbers: number[] = [];
    const source = fromFiles([at('a.csv'), at('b.csv')]);
    for await (const rows of source.rows({ onRagged: (row) => told.push(row) }))
      numbers.push(...rows.map(({ number }) => number));

    expect(numbers).toEqual([2, 4]);
    expect(told.map(({ row, fileRow, line }) => [row, fileRow, line])).toEqual([
      [1, 1, 2],
      [3, 3, 4],
      [5, 2, 3],
    ]);
  });

  it('is identified by each of its files', async () => {
    await write({ 'a.csv': table('a'), 'b.csv': table('bb') });
    const source = () => fromFiles([at('a.csv'), at('b.csv')], { encoding: 'latin1' });
    const before = await source().identity?.();

    expect(before).toMatchObject({
      bytes: 17,
      files: [
        { path: at('a.csv'), bytes: 8, reading: { encoding: 'windows-1252' } },
        { path: at('b.csv'), bytes: 9 },
      ],
    });
    expect(await source().identity?.()).toEqual(before);
    await utimes(at('b.csv'), 1, 1);
    expect(await source().identity?.()).not.toEqual(before);
  });
});

describe('a build from several files', () => {
  const build = (paths: readonly string[], more = {}) =>
    buildDataset(fromFiles(paths.map(at)), {
      model: 'amazon.titan-embed-text-v2:0',
      prompt: '{{title}}',
      out: at('out'),
      quotas: { minRecordsPerJob: 1 },
      ...more,
    });

  it('has their rows in order, and is there already the next time, but not where a file is another', async () => {
    await write({ 'in/a.csv': table('Jaws', 'Alien'), 'in/b.csv': table('Heat') });

    const { manifest } = await build(['in']);
    const shard = await readFile(at('out/jobs/0000/shard-00000.jsonl'), 'utf8');
    expect(Array.from(shard.matchAll(/"inputText":"(\w+)"/g), ([, title]) => title)).toEqual([
      ...['Jaws', 'Alien', 'Heat'],
    ]);
    expect(manifest).toMatchObject({ name: 'in', rows: { count: 3 } });
    expect((await build(['in'])).reused).toBe(true);
    await write({ 'in/c.csv': table('Tron') });
    await expect(build(['in'])).rejects.toMatchObject({ code: 'DATASET_EXISTS' });
  });

  it('takes as many rows as the limit says, over all files', async () => {
    await write({ 'a.csv': table('a', 'b'), 'b.csv': table('c', 'd'), 'c.csv': '"' });

    expect((await build(['a.csv', 'b.csv', 'c.csv'], { limit: 3 })).manifest.records).toBe(3);
  });

  it('names file and row of what is wrong, whoever finds it', async () => {
    await write({
      'a.csv': 'id,title\n1,Jaws\n2,Alien\n',
      'b.csv': 'id,title\n3,Heat\n1,Tron\n4\n',
      'c.jsonl': '{"id":5,"title":null}\n{"id":2}\n',
    });

    const failed = build(['a.csv', 'b.csv', 'c.jsonl'], { id: '{{id}}', prompt: 'x {{title}}' });

    const { report } = (await failed.catch((error: unknown) => error)) as {
      report: { diagnostics: { code: string; message: string; location: object }[] };
    };
    const found = report.diagnostics.map(({ code, message, location }) => ({
      code,
      message,
      location,
    }));
    expect(found).toMatchObject([
      {
        code: 'RECORD_ID_DUPLICATE',
        message: expect.stringContaining(`at ${at('a.csv')} row 1`),
        location: { source: at('b.csv'), row: 2 },
      },
      {
        code: 'ROW_RAGGED',
        message: 'Row 3 (line 4) has 1 field where 2 columns are named',
        location: { source: at('b.csv'), line: 4 },
      },
      {
        code: 'TEMPLATE_VALUE_EMPTY',
        message: expect.stringContaining('row 1'),
        location: { source: at('c.jsonl'), line: 1 },
      },
      {
        code: 'TEMPLATE_COLUMN_MISSING',
        message: expect.stringContaining('ow 2'),
        location: { source: at('c.jsonl'), line: 2 },
      },
    ]);
  });
});

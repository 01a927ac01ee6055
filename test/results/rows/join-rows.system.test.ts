import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { csv, fromIterable, jsonl, type Row, type Source } from '../../../src/builders/index.ts';
import { openRun, type Run } from '../../../src/dataset/index.ts';
import { type Outcome, saveOutcomes } from '../../../src/results/index.ts';
import { collectOutcomes } from '../../support/collect-outcomes.ts';
import { Workshop } from '../../support/emulated-run.ts';
import { bytesOf } from '../../support/read-rows.ts';

interface IdRow {
  readonly id: string;
  readonly text: string;
}

const rows = (count: number): IdRow[] =>
  Array.from({ length: count }, (_, index) => ({ id: `r${index + 1}`, text: `text ${index + 1}` }));
const csvOf = (all: readonly IdRow[]) =>
  csv(bytesOf(`id,text\n${all.map(({ id, text }) => `${id},${text}\n`).join('')}`));
const reversed = (count: number) => rows(count).toReversed();

/** Builds from CSV, by ids of a column unless told otherwise, in jobs of ten. */
const ranRun = async (shop: Workshop, count: number, id = '{{id}}'): Promise<Run> => {
  const quotas = { minRecordsPerJob: 1, recordsPerJob: 10, recordsPerFile: 10 };
  return shop.finish(await shop.submit(csvOf(rows(count)), { id, quotas }));
};

/** Each outcome has the row its record was made of. */
const expectOwnRows = (outcomes: readonly Outcome[], count: number) => {
  expect(outcomes).toHaveLength(count);
  for (const { recordId, row } of outcomes)
    expect(row).toEqual({ id: recordId, text: `text ${recordId.slice(1)}` });
};

describe('readOutcomes() with a source', () => {
  it('joins a file that was saved again with other line ends, quotes, columns and a byte order mark', async () => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, 25);
    const lines = rows(25).map(({ id, text }) => `"${text}",${id}`);
    const source = csv(bytesOf(`\uFEFFtext,id\r\n${lines.join('\r\n')}`));

    const { outcomes, notes } = await collectOutcomes(run, { s3: shop.s3, source });

    expectOwnRows(outcomes, 25);
    expect(notes).toEqual([]);
  });

  it('joins a file that was packed with gzip, in whichever order', async () => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, 25);

    for (const all of [rows(25), reversed(25)]) {
      const lines = all.map(({ id, text }) => `${id},${text}`);
      const source = csv(gzipSync(`id,text\n${lines.join('\n')}`));
      expectOwnRows((await collectOutcomes(run, { s3: shop.s3, source })).outcomes, 25);
    }
  });

  it('joins a file whose ragged rows were left out, where they are left out again', async () => {
    await using shop = await Workshop.open();
    const lines = rows(25).map(({ id, text }) => `${id},${text}\n${id}\n`);
    const bytes = bytesOf(`id,text\n${lines.join('')}`);
    const skipping = csv(bytes, { ragged: 'skip' });
    const quotas = { minRecordsPerJob: 1, recordsPerJob: 10, recordsPerFile: 10 };
    const run = await shop.finish(await shop.submit(skipping, { id: '{{id}}', quotas }));

    expectOwnRows((await collectOutcomes(run, { s3: shop.s3, source: skipping })).outcomes, 25);
    const { outcomes, error } = await collectOutcomes(run, { s3: shop.s3, source: csv(bytes) });
    expect(outcomes).toEqual([]);
    expect(error).toMatchObject({ code: 'SOURCE_ROW', row: 2, line: 3 });
  });

  it('joins a file that got more rows behind the last', async () => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, 25);

    const { outcomes } = await collectOutcomes(run, { s3: shop.s3, source: csvOf(rows(40)) });

    expectOwnRows(outcomes, 25);
  });

  it.each([5, 25])('joins %i rows in another order by their ids, and says so', async (count) => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, count);

    const { outcomes, notes } = await collectOutcomes(run, {
      s3: shop.s3,
      source: csvOf(reversed(count)),
    });

    expectOwnRows(outcomes, count);
    expect(notes.map(({ kind }) => kind)).toEqual(['rows-by-id']);
    expect(notes[0]?.message).toContain('"{{id}}"');
  });

  it('joins rows in another order among others that are new', async () => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, 25);

    const { outcomes } = await collectOutcomes(run, { s3: shop.s3, source: csvOf(reversed(40)) });

    expectOwnRows(outcomes, 25);
  });

  it.each([5, 25])('refuses %i rows in another order where ids do not tell them', async (count) => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, count, 'row');

    const { outcomes, error } = await collectOutcomes(run, {
      s3: shop.s3,
      source: csvOf(reversed(count)),
    });

    expect(outcomes).toEqual([]);
    expect(error).toMatchObject({ code: 'SOURCE_DIFFERS', row: 1, line: 2 });
  });

  it.each([
    ['another value', (all: IdRow[]) => all.with(16, { id: 'r17', text: 'text 18' }), 17],
    ['another id', (all: IdRow[]) => all.with(16, { id: 'r99', text: 'text 17' }), 17],
    [
      'two rows changed round, one of them another',
      (all: IdRow[]) => all.with(2, { id: 'r4', text: 'text 4' }),
      3,
    ],
    ['a row that is gone', (all: IdRow[]) => all.toSpliced(20, 1), 21],
    ['a row more in between', (all: IdRow[]) => all.toSpliced(3, 1, { id: 'new', text: 'x' }), 4],
    ['an end too early', (all: IdRow[]) => all.slice(0, 24), 25],
    [
      'another order and another value',
      (all: IdRow[]) => all.with(16, { id: 'r17', text: 'text 18' }).toReversed(),
      9,
    ],
  ])('prints nothing beside a source with %s', async (_what, change, row) => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, 25);

    const { outcomes, error } = await collectOutcomes(run, {
      s3: shop.s3,
      source: csvOf(change(rows(25))),
    });

    expect(outcomes).toEqual([]);
    expect(error).toMatchObject({ code: 'SOURCE_DIFFERS', row });
    expect(String(error)).toContain('no row was joined');
  });

  it('stops before the first job with a wrong row where a source can be read only once', async () => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, 25);
    const wrong = csvOf(rows(25).with(16, { id: 'r17', text: 'text 18' }));
    const once: Source = { ...wrong, isRepeatable: false };

    const { outcomes, error } = await collectOutcomes(run, { s3: shop.s3, source: once });

    expectOwnRows(outcomes, 10);
    expect(error).toMatchObject({
      ...{ code: 'SOURCE_DIFFERS', row: 17 },
      hint: expect.stringContaining('Give the source as a file'),
    });
  });

  it('tells big numbers of JSON apart that a double takes for one', async () => {
    await using shop = await Workshop.open();
    const ofNumbers = (last: string) =>
      jsonl(bytesOf(`{"text":"a","n":1}\n{"text":"b","n":123456789012345678${last}}\n`));
    const run = await shop.finish(await shop.submit(ofNumbers('1')));

    expect(
      (await collectOutcomes(run, { s3: shop.s3, source: ofNumbers('1') })).outcomes,
    ).toHaveLength(2);
    expect(await collectOutcomes(run, { s3: shop.s3, source: ofNumbers('2') })).toMatchObject({
      outcomes: [],
      error: { code: 'SOURCE_DIFFERS', row: 2 },
    });
  });

  it('joins by position, with a note, where a dataset was built before rows were remembered', async () => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, 25);
    const path = join(run.dataset.folder, 'manifest.json');
    const { rows: _rows, ...manifest } = JSON.parse(await readFile(path, 'utf8')) as {
      rows: unknown;
    };
    await writeFile(path, JSON.stringify(manifest));
    await rm(join(run.dataset.folder, 'rows.digests'));

    const { outcomes, notes } = await collectOutcomes(await openRun(run.dataset.folder), {
      s3: shop.s3,
      source: csvOf(rows(25)),
    });

    expectOwnRows(outcomes, 25);
    expect(notes.map(({ kind }) => kind)).toEqual(['rows-unproven']);
  });

  it('joins nothing by digests that are not those of the build', async () => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, 5);
    const path = join(run.dataset.folder, 'rows.digests');
    const digests = await readFile(path);
    await writeFile(
      path,
      digests.map((byte, at) => (at === 3 ? byte ^ 1 : byte)),
    );

    const changed = await collectOutcomes(run, { s3: shop.s3, source: csvOf(rows(5)) });
    await rm(path);
    const gone = await collectOutcomes(run, { s3: shop.s3, source: csvOf(rows(5)) });

    expect(changed).toMatchObject({ outcomes: [], error: { code: 'DATASET_CHANGED' } });
    expect(gone).toMatchObject({ outcomes: [], error: { code: 'DATASET_CHANGED' } });
    expect((await collectOutcomes(run, { s3: shop.s3 })).outcomes).toHaveLength(5);
  });
});

describe('saveOutcomes() with a source', () => {
  it('says how digests that are gone are made again, and then joins by them', async () => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, 5);
    await rm(join(run.dataset.folder, 'rows.digests'));
    const options = { s3: shop.s3, source: csvOf(rows(5)) };

    const { error } = await collectOutcomes(run, options);
    await using other = await Workshop.open();
    const again = await ranRun(other, 5);
    await copyFile(
      join(again.dataset.folder, 'rows.digests'),
      join(run.dataset.folder, 'rows.digests'),
    );

    expect(error).toMatchObject({
      code: 'DATASET_CHANGED',
      hint: expect.stringContaining('copy its rows.digests here'),
    });
    expectOwnRows((await collectOutcomes(run, options)).outcomes, 5);
  });

  it('writes nothing beside a source with a wrong row, in whichever job it stands', async () => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, 25);
    const source = csvOf(rows(25).with(24, { id: 'r25', text: 'other' }));

    await expect(saveOutcomes(run, { s3: shop.s3, source })).rejects.toMatchObject({
      code: 'SOURCE_DIFFERS',
      row: 25,
    });

    expect((await openRun(run.dataset.folder)).state.jobs.map(({ saved }) => saved)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['once where it is small enough to be kept', 0, 1],
    ['twice where it is not', 100 * 1024 * 1024, 2],
  ])('reads the source %s, however many jobs there are', async (_what, byteOffset, times) => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, 45);
    let reads = 0;
    const rowAt = (value: IdRow, index: number): Row => ({
      ...{ number: index + 1, source: 'rows', columns: ['id', 'text'], isTabular: true, value },
      ...{ byteOffset, text: (column) => (column === 'id' ? value.id : value.text) },
    });
    const source: Source = {
      name: 'rows',
      isRepeatable: true,
      async *rows() {
        reads += 1;
        yield rows(45).map(rowAt);
      },
    };

    const { outcomes } = await collectOutcomes(run, { s3: shop.s3, source });
    await saveOutcomes(run, { s3: shop.s3, source });

    expectOwnRows(outcomes, 45);
    expect(reads).toBe(2 * times);
  });

  it('joins rows of a program', async () => {
    await using shop = await Workshop.open();
    const run = await shop.finish(await shop.submit(rows(5)));

    const [path = ''] = await saveOutcomes(run, { s3: shop.s3, source: fromIterable(rows(5)) });

    expect(await readFile(path, 'utf8')).toContain('"row":{"id":"r5","text":"text 5"}');
  });
});

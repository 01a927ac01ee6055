import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv, fromIterable, NUMBER_BYTES, type RowSelection } from '../../../src/builders/index.ts';
import { NUMBERS_NAME, openRun, type Run } from '../../../src/dataset/index.ts';
import { collectOutcomes } from '../../support/collect-outcomes.ts';
import { Workshop } from '../../support/emulated-run.ts';
import { bytesOf } from '../../support/read-rows.ts';

interface Item {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
}

const items = (kinds: readonly string[]): Item[] =>
  kinds.map((kind, index) => ({ id: `r${index + 1}`, kind, text: `text ${index + 1}` }));
const csvOf = (all: readonly Item[]) =>
  csv(
    bytesOf(`id,kind,text\n${all.map(({ id, kind, text }) => `${id},${kind},${text}\n`).join('')}`),
  );
const EVERY_THIRD = items(Array.from({ length: 60 }, (_, index) => 'abc'[index % 3] ?? ''));
const quotas = { minRecordsPerJob: 1, recordsPerJob: 10, recordsPerFile: 4 };

const ranRun = async (
  shop: Workshop,
  all: readonly Item[],
  selection: RowSelection & { id?: string },
): Promise<Run> =>
  shop.finish(await shop.submit(csvOf(all), { id: '{{id}}', quotas, ...selection }));

const OF_B = { where: { column: 'kind', is: 'b' } } as const;

describe('readOutcomes() where rows were left out', () => {
  it('always gives one outcome for each row that was taken, beside that row', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 60 }),
        fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
        fc.nat({ max: 1000 }),
        async (kinds, sample, seed) => {
          const all = items(kinds);
          const held = all.filter(({ kind }) => kind !== 'c');
          fc.pre(held.length > 0);
          await using shop = await Workshop.open();
          const run = await ranRun(shop, all, {
            where: { column: 'kind', isNot: 'c' },
            sample,
            seed: sample === undefined ? undefined : seed,
          });
          const { outcomes, error } = await collectOutcomes(run, {
            s3: shop.s3,
            source: csvOf(all),
          });

          expect(error).toBeUndefined();
          expect(outcomes).toHaveLength(Math.min(held.length, sample ?? Infinity));
          expect(new Set(outcomes.map(({ recordId }) => recordId)).size).toBe(outcomes.length);
          for (const { recordId, row, status } of outcomes) {
            expect(status).toBe('succeeded');
            expect(row).toEqual(held.find(({ id }) => id === recordId));
          }
        },
      ),
      { numRuns: 8 },
    );
  });

  it.each(['{{id}}', 'row'])('joins in the order of a stream too, with ids by %s', async (id) => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, EVERY_THIRD, { ...OF_B, id });
    const source = fromIterable(EVERY_THIRD.values());

    const { outcomes } = await collectOutcomes(run, { s3: shop.s3, source });

    expect(outcomes).toHaveLength(20);
    expect(outcomes.every(({ row }) => (row as Item).kind === 'b')).toBe(true);
  });

  it('joins by ids where the order is another, also beside rows that have the same ids', async () => {
    await using shop = await Workshop.open();
    const twice = EVERY_THIRD.flatMap((item) => [{ ...item, kind: 'x' }, item]);
    const run = await ranRun(shop, twice, OF_B);

    const { outcomes, notes } = await collectOutcomes(run, {
      s3: shop.s3,
      source: csvOf(twice.toReversed()),
    });

    expect(notes.map(({ kind }) => kind)).toEqual(['rows-by-id']);
    expect(outcomes).toHaveLength(20);
    for (const { recordId, row } of outcomes)
      expect(row).toEqual(EVERY_THIRD.find(({ id }) => id === recordId));
  });

  it.each([
    ['another value', (all: Item[]) => all.with(4, { id: 'r5', kind: 'b', text: 'other' }), 5],
    [
      'a row more in between',
      (all: Item[]) => all.toSpliced(3, 0, { id: 'n', kind: 'b', text: 'n' }),
      5,
    ],
    ['an end too early', (all: Item[]) => all.slice(0, 58), 59],
  ])('prints nothing beside a source with %s, and names the row', async (_what, change, row) => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, EVERY_THIRD, { ...OF_B, id: 'row' });

    const { outcomes, error } = await collectOutcomes(run, {
      s3: shop.s3,
      source: csvOf(change(EVERY_THIRD)),
    });

    expect(outcomes).toEqual([]);
    expect(error).toMatchObject({ code: 'SOURCE_DIFFERS', row });
  });

  it('joins where only rows were changed that were left out', async () => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, EVERY_THIRD, { ...OF_B, id: 'row' });
    const source = csvOf(EVERY_THIRD.with(0, { id: 'z', kind: 'z', text: 'z' }));

    expect((await collectOutcomes(run, { s3: shop.s3, source })).outcomes).toHaveLength(20);
  });

  it('prints nothing by numbers that somebody made up, although their sum is right', async () => {
    await using shop = await Workshop.open();
    const { dataset } = await ranRun(shop, EVERY_THIRD, { ...OF_B, id: 'row' });
    const numbers = Buffer.alloc(20 * NUMBER_BYTES);
    for (let place = 0; place < 20; place += 1)
      numbers.writeUIntLE(59 - 3 * place, place * NUMBER_BYTES, NUMBER_BYTES);
    await writeFile(join(dataset.folder, NUMBERS_NAME), numbers);
    const path = join(dataset.folder, 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(numbers));
    manifest.rows.numbers.crc32 = sum.toString('base64');
    await writeFile(path, JSON.stringify(manifest));

    const run = await openRun(dataset.folder);
    const { outcomes, error } = await collectOutcomes(run, {
      s3: shop.s3,
      source: csvOf(EVERY_THIRD),
    });

    expect(outcomes).toEqual([]);
    expect(error).toMatchObject({ code: 'SOURCE_DIFFERS' });
  });

  it.each(['gone', 'changed'])('prints nothing where rows.numbers is %s', async (what) => {
    await using shop = await Workshop.open();
    const run = await ranRun(shop, EVERY_THIRD, OF_B);
    const path = join(run.dataset.folder, NUMBERS_NAME);
    const bytes = await readFile(path);
    if (what === 'gone') await rm(path);
    else await writeFile(path, bytes.fill(1, 0, 1));

    const { outcomes, error } = await collectOutcomes(run, {
      s3: shop.s3,
      source: csvOf(EVERY_THIRD),
    });

    expect(outcomes).toEqual([]);
    expect(error).toMatchObject({ code: 'DATASET_CHANGED' });
  });
});

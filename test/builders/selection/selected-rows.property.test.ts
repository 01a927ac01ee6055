import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  csv,
  fromFiles,
  fromIterable,
  jsonl,
  type RaggedRow,
  type Row,
  type RowCondition,
  type RowSelection,
  type Source,
} from '../../../src/builders/index.ts';
import { rowKey } from '../../../src/builders/selection/row-key.ts';
import { selectedRows } from '../../../src/builders/selection/selected-rows.ts';
import { bytesOf } from '../../support/read-rows.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

interface Item {
  readonly lang: string;
  readonly kind: string;
}

const words = fc.constantFrom('', 'a', 'b', 'c');
const items = fc.array(fc.record({ lang: words, kind: words }), { maxLength: 200 });
const conditions = fc.array(
  fc
    .record({
      column: fc.constantFrom('lang', 'kind'),
      values: fc.uniqueArray(words, { minLength: 1 }),
      isNot: fc.boolean(),
    })
    .map(
      ({ column, values, isNot }): RowCondition =>
        isNot ? { column, isNot: values } : { column, is: values },
    ),
  { maxLength: 2 },
);
const selections = fc.record({
  where: conditions,
  limit: fc.option(fc.integer({ min: 1, max: 220 }), { nil: undefined }),
  sample: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
});

const csvOf = (all: readonly Item[]) =>
  csv(bytesOf(`lang,kind,end\n${all.map(({ lang, kind }) => `${lang},${kind},x\n`).join('')}`));
const jsonlOf = (all: readonly Item[]) =>
  jsonl(bytesOf(all.map((item) => `${JSON.stringify(item)}\n`).join('')));

const taken = async (source: Source, selection: RowSelection): Promise<readonly Row[]> => {
  const selected = selectedRows(source, selection);
  const rows: Row[] = [];
  for await (const batch of selected.source.rows()) {
    expect(batch.length).toBeGreaterThan(0);
    rows.push(...batch);
  }
  return rows.slice(0, selected.limit);
};

const matches = (item: Item, { column, is, isNot }: RowCondition): boolean => {
  const value = item[column as keyof Item];
  return is === undefined ? !(isNot ?? []).includes(value) : is.includes(value);
};

/** The numbers of the rows that are to be taken. */
const expectedOf = (all: readonly Item[], selection: RowSelection & { seed: number }) => {
  const { where = [], limit, sample, seed } = selection;
  const held = all.flatMap((item, index) =>
    [where].flat().every((condition) => matches(item, condition)) ? [index + 1] : [],
  );
  const first = held.slice(0, limit);
  const byKey = first.toSorted((a, b) => rowKey(seed, a) - rowKey(seed, b));
  return byKey.slice(0, sample).sort((a, b) => a - b);
};

describe('selectedRows()', () => {
  const folder = useTemporaryFolder();

  it('always gives the rows that hold, of these the first ones, of these a sample, in their order', async () => {
    await fc.assert(
      fc.asyncProperty(items, selections, fc.nat(), async (all, selection, seed) => {
        const expected = expectedOf(all, { ...selection, seed });
        fc.pre(expected.length > 0);
        const asked = { ...selection, seed: selection.sample === undefined ? undefined : seed };
        for (const source of [csvOf(all), jsonlOf(all), fromIterable(all)]) {
          const rows = await taken(source, asked);
          expect(rows.map(({ number }) => number)).toEqual(expected);
          expect(rows.map((row) => row.text('kind'))).toEqual(
            expected.map((number) => all[number - 1]?.kind),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('says that no row is taken, and of how many', async () => {
    await expect(
      taken(csvOf([{ lang: 'a', kind: 'b' }]), { where: { column: 'lang', is: 'x' } }),
    ).rejects.toMatchObject({
      code: 'SOURCE_EMPTY',
      message: expect.stringMatching(/1 row .*"lang" is "x"/),
    });
  });

  it.each([
    ['a table', csvOf, 'has no such column'],
    ['other rows', jsonlOf, 'no row of'],
  ])('names the nearest column where %s has none of that name', async (_what, make, why) => {
    const all = [
      { lang: 'a', kind: 'b' },
      { lang: 'b', kind: 'b' },
    ];

    await expect(
      taken(make(all), { where: { column: 'kinds', isNot: 'x' } }),
    ).rejects.toMatchObject({
      code: 'TEMPLATE_COLUMN_UNKNOWN',
      option: 'where',
      message: expect.stringContaining(why),
      hint: expect.stringContaining('"kind"'),
    });
  });

  it('names a file among several whose header has no such column', async () => {
    const [one, other] = [join(folder.path, 'a.csv'), join(folder.path, 'b.csv')];
    await writeFile(one, 'lang,kind\na,b\n');
    await writeFile(other, 'kind\nb\n');
    const where = { column: 'lang', isNot: 'x' };

    await expect(taken(fromFiles([one, other]), { where })).rejects.toMatchObject({
      message: expect.stringContaining('b.csv'),
    });
    await writeFile(other, 'kind,lang\nb,x\nc,y\n');
    const rows = await taken(fromFiles([one, other]), { where });
    expect(rows.map(({ number }) => number)).toEqual([1, 3]);
  });

  it('takes a column that only later rows of JSON have', async () => {
    const source = fromIterable([{ a: 1 }, { a: 2, error: 'x' }, { a: 3, error: null }]);

    const rows = await taken(source, { where: { column: 'error', isNot: '' } });

    expect(rows.map(({ number }) => number)).toEqual([2]);
  });

  it('compares values of a path, and numbers as they stand in the source', async () => {
    const source = jsonl(bytesOf('{"a":{"n":1.0}}\n{"a":{"n":1}}\n'));

    const rows = await taken(source, { where: { column: 'a.n', is: '1.0' } });

    expect(rows.map(({ number }) => number)).toEqual([1]);
  });

  it('tells of ragged rows up to the last one that is taken, and of each once', async () => {
    const lines = ['a,1', 'b', 'a,2', 'b,3', 'a', 'a,4'];
    const source = csv(bytesOf(`lang,kind\n${lines.join('\n')}\n`));
    const where = { column: 'lang', is: 'a' };
    const told = async (selection: RowSelection) => {
      const ragged: RaggedRow[] = [];
      const { source: selected } = selectedRows(source, selection);
      for await (const _rows of selected.rows({ onRagged: (row) => ragged.push(row) }));
      return ragged.map(({ row }) => row);
    };

    expect(await told({ where })).toEqual([2, 5]);
    expect(await told({ where, limit: 2 })).toEqual([2]);
    expect(await told({ sample: 1 })).toEqual([2, 5]);
  });

  it('refuses a sample of what can be read only once, and numbers that are none', () => {
    const once = fromIterable(
      (function* () {
        yield 1;
      })(),
    );
    const refuses = (selection: RowSelection, option: string, source = fromIterable([1])) =>
      expect(() => selectedRows(source, selection)).toThrow(
        expect.objectContaining({ code: 'INVALID_OPTION', option }),
      );

    refuses({ sample: 3 }, 'sample', once);
    refuses({ sample: 0 }, 'sample');
    refuses({ sample: 2.5 }, 'sample');
    refuses({ sample: 1, seed: -1 }, 'seed');
    refuses({ seed: 1 }, 'seed');
    refuses({ where: { column: 'a' } }, 'where');
    refuses({ where: { column: 'a', is: [] } }, 'where');
    refuses({ where: { column: 'a', is: 'x', isNot: 'y' } }, 'where');
  });
});

import { describe, expect, it } from 'vitest';
import { fromIterable } from '../../../src/builders/index.ts';
import { readRows, readUntilError } from '../../support/read-rows.ts';

async function* slowly<Item>(
  items: readonly Item[],
  onClose: () => void = () => {},
): AsyncGenerator<Item> {
  try {
    for (const item of items) yield await Promise.resolve(item);
  } finally {
    onClose();
  }
}

const numbers = Array.from({ length: 1300 }, (_, index) => ({ n: index }));

describe('fromIterable()', () => {
  it.each([
    ['an array', () => numbers],
    ['a set', () => new Set(numbers)],
    ['a generator', () => numbers.values()],
    ['an async generator', () => slowly(numbers)],
  ])('gives the values of %s in order', async (_, make) => {
    const rows = await readRows(fromIterable(make()));

    expect(rows.map((row) => row.value)).toEqual(numbers);
    expect(rows.at(-1)?.number).toBe(1300);
  });

  it('gives templates the text of values', async () => {
    const row = {
      text: 'a',
      number: 1.5,
      big: 12345678901234567890n,
      yes: true,
      none: null,
      gone: undefined,
      date: new Date(0),
      list: [1, 'x'],
      nested: { a: { b: 'c' } },
      'nested.a': 'exact',
      call: () => 1,
    };
    const [read] = await readRows(fromIterable([row]));
    const texts = [
      ...Object.keys(row),
      'nested.a.b',
      'list.1',
      'list.length',
      'toString',
      'text.length',
    ].map((column) => read?.text(column));

    expect(texts).toEqual([
      'a',
      '1.5',
      '12345678901234567890',
      'true',
      null,
      undefined,
      '1970-01-01T00:00:00.000Z',
      '[1,"x"]',
      '{"a":{"b":"c"}}',
      'exact',
      undefined,
      'c',
      'x',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('reads columns that a class has as getters', async () => {
    class Film {
      get title(): string {
        return 'Jaws';
      }
    }
    const [row] = await readRows(fromIterable([new Film()]));

    expect(row?.text('title')).toBe('Jaws');
  });

  it('calls what is no object "value"', async () => {
    const rows = await readRows(fromIterable(['a', 7, null]));

    expect(rows.map((row) => row.text('value'))).toEqual(['a', '7', null]);
  });

  it.each([
    ['a map', new Map([['title', 'Jaws']])],
    ['bytes', Buffer.from('Jaws')],
  ])('calls %s "value" too, and says that it is no plain data', async (_, value) => {
    const [row] = await readRows(fromIterable([value]));

    expect(row?.columns).toEqual(['value']);
    expect(row?.text('title')).toBeUndefined();
    expect(row?.unplain?.('value')?.path).toEqual([]);
  });

  it('takes null of a toJSON() for null', async () => {
    const [row] = await readRows(fromIterable([{ at: { toJSON: () => null } }]));

    expect(row?.text('at')).toBeNull();
  });

  it('says what in a column is no plain data, whatever it throws', async () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    const broken = {
      toJSON: () => {
        throw new Error('no \u001b way');
      },
    };
    const [row] = await readRows(
      fromIterable([{ circle, broken, deep: { list: [1, Infinity] }, big: 7n, fine: new Date(0) }]),
    );

    expect(
      ['circle', 'broken', 'deep', 'deep.list', 'deep.list.1', 'big', 'fine', 'gone'].map(
        (column) => row?.unplain?.(column),
      ),
    ).toEqual([
      { path: [], what: 'a value inside of itself, or nested too deeply' },
      { path: [], what: 'a value that throws "no \\u001b way"' },
      { path: ['list', 1], what: 'Infinity' },
      { path: [1], what: 'Infinity' },
      { path: [], what: 'Infinity' },
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('gives the rows before a failure, and the failure as cause', async () => {
    const cause = new Error('connection lost');
    function* failing() {
      yield 1;
      yield 2;
      throw cause;
    }
    const { rows, error } = await readUntilError(fromIterable(failing(), { name: 'cursor' }));

    expect(rows).toHaveLength(2);
    expect(error).toMatchObject({ code: 'SOURCE_READ', source: 'cursor', cause });
    expect(error.message).toBe('The source "cursor" failed while it was read: "connection lost"');
  });

  it('closes the iterable once when the reader stops early', async () => {
    let closed = 0;
    const source = fromIterable(
      slowly(numbers, () => {
        closed += 1;
      }),
    );
    for await (const rows of source.rows()) if (rows.length > 0) break;

    expect(closed).toBe(1);
  });

  it('throws the reason of an abort untouched, and closes the iterable', async () => {
    let closed = 0;
    const controller = new AbortController();
    const reason = new Error('enough');
    const rows = fromIterable(
      slowly(numbers, () => {
        closed += 1;
      }),
    ).rows({ signal: controller.signal });
    const read = async () => {
      for await (const batch of rows) if (batch.length > 0) controller.abort(reason);
    };

    await expect(read()).rejects.toBe(reason);
    expect(closed).toBe(1);
  });

  it('can be read again where the iterable can, and says so where it cannot', async () => {
    const array = fromIterable([1]);
    const generator = fromIterable([1].values());
    await readRows(array);
    await readRows(generator);

    expect(await readRows(array)).toHaveLength(1);
    expect(() => generator.rows()).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', option: 'source' }),
    );
  });
});

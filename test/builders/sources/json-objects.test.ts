import { describe, expect, it } from 'vitest';
import { jsonArray, openSource } from '../../../src/builders/index.ts';
import { bytesOf, readRows, readUntilError } from '../../support/read-rows.ts';

const jsonOf = async (text: string, options = {}) =>
  (await readRows(jsonArray(bytesOf(text), options))).map((row) => row.json?.());

describe('jsonArray() of an object of rows', () => {
  it('gives each member with its key, in their order, numbers as they stand there', async () => {
    const rows = '{"b 1":{"n":1.50,"2":[{"x":1}]},"7":{},"a\\"é":{"deep":{"a":{}}}}';
    const expected = [
      '{"id":"b 1","n":1.50,"2":[{"x":1}]}',
      '{"id":"7"}',
      '{"id":"a\\"é","deep":{"a":{}}}',
    ];

    expect(await jsonOf(rows, { keysAs: 'id' })).toEqual(expected);
    expect(await jsonOf(`{"x":{"id":1},"y":{"z":${rows}}}`, { keysAs: 'id', pick: 'y.z' })).toEqual(
      expected,
    );
    expect(await jsonOf('{}', { keysAs: 'id' })).toEqual([]);
  });

  it.each([
    [
      '[{"a":1}]',
      { keysAs: 'id' },
      'SOURCE_SYNTAX',
      '"stream" is an array, so its rows have no keys',
    ],
    ['5', { keysAs: 'id' }, 'SOURCE_SYNTAX', '"stream" is no object, so its rows have no keys'],
    [
      '{"x":[1]}',
      { keysAs: 'id', pick: 'x' },
      'SOURCE_SYNTAX',
      'The value at "x" in "stream" is an array, so its rows have no keys',
    ],
    ['{"a":{},"b":1}', { keysAs: 'id' }, 'SOURCE_ROW', 'Row 2 of "stream", "b", is no object'],
    [
      '{"a":{"id":2}}',
      { keysAs: 'id' },
      'SOURCE_ROW',
      'Row 1 of "stream", "a", has a column "id" already',
    ],
    [
      '{"x":{"a":{}}}',
      { pick: 'x' },
      'SOURCE_SYNTAX',
      'The value at "x" in "stream" is an object, and rows are the elements of an array',
    ],
    ['', { keysAs: 'id' }, 'SOURCE_SYNTAX', expect.stringContaining('is not JSON at line 1')],
  ])('refuses %j with %j', async (text, options, code, message) => {
    const { error } = await readUntilError(jsonArray(bytesOf(text), options));

    expect(error).toMatchObject({ code, message });
  });

  it('needs the name of a column, and the format json', () => {
    expect(() => jsonArray('x.json', { keysAs: '' })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', option: 'keysAs' }),
    );
    expect(() => openSource('x.csv', { keysAs: 'id', format: 'csv' })).toThrow(
      expect.objectContaining({ option: 'keysAs' }),
    );
  });
});

describe('jsonArray() of objects one after the other', () => {
  it.each(['{"a":1}{"a":2.0}', '{"a":1}\n{"a":2.0}\n', '\ufeff \n{"a":1} \r\n\r\n{"a":2.0}'])(
    'gives each: %j',
    async (text) => {
      expect(await jsonOf(text)).toEqual(['{"a":1}', '{"a":2.0}']);
      expect((await readRows(openSource(bytesOf(text)))).map((row) => row.json?.())).toEqual([
        '{"a":1}',
        '{"a":2.0}',
      ]);
    },
  );

  it('tells where each begins', async () => {
    const rows = await readRows(jsonArray(bytesOf('{\n "a": {}\n} {\n}\n\n  {"é":"}{\\""}')));

    expect(rows.map(({ number, line, byteOffset }) => [number, line, byteOffset])).toEqual([
      [1, 1, 0],
      [2, 3, 13],
      [3, 6, 20],
    ]);
  });

  it.each([
    [
      '{"a":\n[1]}',
      'SOURCE_SYNTAX',
      '"stream" is an object, and rows are the elements of an array',
    ],
    ['{"a":1}{"b":}', 'SOURCE_SYNTAX', expect.stringContaining('at line 1, column 13')],
    ['{"a":1}\n{"é":tru}', 'SOURCE_SYNTAX', expect.stringContaining('at line 2, column 6')],
    ['{"a":1}\n\n{"b":[', 'SOURCE_SYNTAX', expect.stringContaining('the end of the file')],
    [
      '{"a":1}\n{}\n[1]',
      'SOURCE_SYNTAX',
      '"stream" has something else than an object in line 3, where row 3 would begin',
    ],
    [
      '{"a":1},{"a":2}',
      'SOURCE_SYNTAX',
      expect.stringContaining('has something else than an object'),
    ],
  ])('refuses %j', async (text, code, message) => {
    const { error } = await readUntilError(jsonArray(bytesOf(text)));

    expect(error).toMatchObject({ code, message });
  });

  it('gives no row before there are two, and says so of one that has no end', async () => {
    const { rows, error } = await readUntilError(
      jsonArray(bytesOf(`{"data":[${'1,'.repeat(100)}`), { maxRowBytes: 50 }),
    );

    expect(rows).toEqual([]);
    expect(error.hint).toContain('--pick data;');
  });

  it('is one row as one line of a source that nobody names', async () => {
    expect(await readRows(openSource(bytesOf('{"a":1}\n')))).toHaveLength(1);
    const { error } = await readUntilError(openSource(bytesOf('{\n"a":1}\n')));
    expect(error.message).toContain('is an object, and rows are');
  });

  it('takes lines of JSON as such where the first is one', async () => {
    const { error } = await readUntilError(openSource(bytesOf('{"a":1}\n{"a":\n2}')));

    expect(error.message).toContain('at line 2');
    expect(await readRows(openSource(bytesOf('{"a":1}\n5\n')))).toHaveLength(2);
  });
});

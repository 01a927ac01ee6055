import { describe, expect, it } from 'vitest';
import { jsonArray } from '../../../src/builders/index.ts';
import { PickMachine } from '../../../src/builders/machines/pick-machine.ts';
import { cutAt } from '../../support/byte-chunks.ts';
import { bytesOf, readRows, readUntilError, runMachine } from '../../support/read-rows.ts';

const rowsOf = (text: string, pick?: string) => readRows(jsonArray(bytesOf(text), { pick }));

describe.each([
  ['the document', undefined, (array: string) => array],
  [
    'an array in the document',
    'data.items',
    (array: string) => `{"other":[1,{"items":2}],"data":{"n":1,"items":${array},"z":{}}}`,
  ],
])('jsonArray() of %s', (_, pick, wrap) => {
  it('gives the elements in order', async () => {
    const rows = await rowsOf(wrap(' [ {"a":1}, "b",3 ,null,[true] ] '), pick);

    expect(rows.map((row) => row.value)).toEqual([{ a: 1 }, 'b', 3, null, [true]]);
    expect(rows.map((row) => row.number)).toEqual([1, 2, 3, 4, 5]);
  });

  it('gives nothing of an empty array', async () => {
    expect(await rowsOf(wrap('[ ]'), pick)).toEqual([]);
  });

  it('gives templates numbers as they stand there, and text unescaped', async () => {
    const [row] = await rowsOf(
      wrap(
        '[{"id":12345678901234567890,"price":1.0,"big":1e5,"text":"a\\n\\u00e9\\"日","yes":true,"none":null,"list":[1.0,{"k":"v"}]}]',
      ),
      pick,
    );
    const texts = ['id', 'price', 'big', 'text', 'yes', 'none', 'list', 'nothing'].map((column) =>
      row?.text(column),
    );

    expect(texts).toEqual([
      '12345678901234567890',
      '1.0',
      '1e5',
      'a\né"日',
      'true',
      null,
      '[1.0,{"k":"v"}]',
      undefined,
    ]);
  });

  it('follows dots into objects and arrays, but a column of that name comes first', async () => {
    const [row] = await rowsOf(
      wrap('[{"a":{"b":["x","y"],"0":"z"},"a.c":1,"n":{"c":null}}]'),
      pick,
    );
    const texts = ['a.b.1', 'a.0', 'a.c', 'n.c', 'a.b.2', 'a.b.x', 'a.b.1.z'].map((column) =>
      row?.text(column),
    );

    expect(texts).toEqual(['y', 'z', '1', null, undefined, undefined, undefined]);
  });

  it('calls what is no object "value"', async () => {
    const rows = await rowsOf(wrap('["a",1.50]'), pick);

    expect(rows.map((row) => [row.columns, row.text('value')])).toEqual([
      [['value'], 'a'],
      [['value'], '1.50'],
    ]);
  });

  it.each([
    ['a comma too many', '[1,]', '"]"'],
    ['no comma', '[1 2]', '"2"'],
    ['NaN', '[NaN]', '"NaN"'],
    ['a bracket of another kind', '[{"a":1]]', '"]"'],
    ['an array that does not end', '[1,2', undefined],
  ])('refuses %s', async (_name, array, received) => {
    const { error } = await readUntilError(jsonArray(bytesOf(wrap(array)), { pick }));

    expect(error.code).toBe('SOURCE_SYNTAX');
    if (received !== undefined) expect(error.message).toContain(`found ${received}`);
  });

  it('refuses an element that is too large, also one that does not end', async () => {
    const small = { pick, maxRowBytes: 100 };
    const whole = jsonArray(bytesOf(wrap(`[1,"${'x'.repeat(200)}"]`)), small);
    const open = jsonArray(
      bytesOf(wrap('[7,CUT').replace(/CUT.*$/s, `["a"${',"b"'.repeat(100)}`)),
      small,
    );

    expect(await readUntilError(whole)).toMatchObject({
      rows: [{ number: 1 }],
      error: { code: 'SOURCE_ROW', row: 2 },
    });
    expect((await readUntilError(open)).error).toMatchObject({ code: 'SOURCE_ROW', row: 2 });
  });

  it('finds the byte that is no UTF-8', async () => {
    const latin1 = new Uint8Array(Buffer.from(wrap('["a",\n"caf\xe9"]'), 'latin1'));
    const { error } = await readUntilError(jsonArray(latin1, { pick }));

    expect(error).toMatchObject({
      code: 'SOURCE_ENCODING',
      line: 2,
      byteOffset: latin1.indexOf(0xe9),
    });
  });

  it('reads 100,000 levels without recursion', async () => {
    const deep = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`;
    const [row] = await rowsOf(wrap(`[{"deep":${deep},"b":"x"}]`), pick);

    expect(row?.text('b')).toBe('x');
    expect(row?.text('deep')?.length).toBe(deep.length);
  });
});

describe('jsonArray()', () => {
  it('tells line, column and offset of what is wrong in the whole document', async () => {
    const text = '\ufeff[\n  {"a": "é😀"},\n  {"é😀": 1,, "b": 2}\n]';
    const { rows, error } = await readUntilError(jsonArray(bytesOf(text), { name: 'x.json' }));

    expect(rows).toHaveLength(1);
    expect(error).toMatchObject({ code: 'SOURCE_SYNTAX', source: 'x.json', line: 3, column: 13 });
    expect(error).toMatchObject({ byteOffset: Buffer.from(text).indexOf(',,') + 1 });
    expect(error.message).toBe(
      '"x.json" is not JSON at line 3, column 13: expected a key in double quotes, found ","',
    );
  });

  it('tells where each row begins', async () => {
    const rows = await rowsOf('\ufeff[\n{"a":1},\n\n{"b":\n2}, 3]');

    expect(rows.map(({ line, byteOffset }) => [line, byteOffset])).toEqual([
      [2, 5],
      [4, 15],
      [5, 25],
    ]);
  });

  it.each([
    [
      '{"items":[]}',
      'SOURCE_SYNTAX',
      '"stream" is an object, and rows are the elements of an array',
    ],
    ['{"a":1}\n', 'SOURCE_SYNTAX', '"stream" is an object, and rows are the elements of an array'],
    ['true', 'SOURCE_SYNTAX', '"stream" is one value, and rows are the elements of an array'],
    ['"text"', 'SOURCE_SYNTAX', '"stream" is one value, and rows are the elements of an array'],
    [' \n', 'SOURCE_EMPTY', '"stream" is empty, and a JSON array is needed'],
    [
      'nonsense',
      'SOURCE_SYNTAX',
      '"stream" is not JSON at line 1, column 1: expected null, found "nonsense"',
    ],
    [
      '[] x',
      'SOURCE_SYNTAX',
      '"stream" is not JSON at line 1, column 4: expected the end of the file, found "x"',
    ],
  ])('refuses %j', async (text, code, message) => {
    const { error } = await readUntilError(jsonArray(bytesOf(text)));

    expect(error).toMatchObject({ code, message });
  });
});

describe('jsonArray() with a path', () => {
  it('follows indexes of arrays', async () => {
    const rows = await rowsOf('[{"x":[1]},{"x":[2,3]}]', '1.x');

    expect(rows.map((row) => row.value)).toEqual([2, 3]);
  });

  it('keeps the order of keys and escapes what has to be', async () => {
    const [row] = await rowsOf('{"a":[{"z":"\\u2028\\"","10":[],"2":{}}]}', 'a');

    expect(row?.columns).toEqual(['2', '10', 'z']);
    expect(row?.value).toEqual({ z: '\u2028"', 10: [], 2: {} });
  });

  it.each([
    ['{"a":{"b":1}}', 'a.c', 'SOURCE_EMPTY', '"stream" has nothing at the path "a.c"'],
    [
      '{"a":{"b":1}}',
      'a',
      'SOURCE_SYNTAX',
      'The value at "a" in "stream" is an object, and rows are the elements of an array',
    ],
    [
      '{"a":"text"}',
      'a',
      'SOURCE_SYNTAX',
      'The value at "a" in "stream" is no array, so it has no rows',
    ],
    [
      '{"a":[1],"a":[2]}',
      'a',
      'SOURCE_SYNTAX',
      'The value at "a" in "stream" stands twice in the document',
    ],
    [
      '',
      'a',
      'SOURCE_SYNTAX',
      '"stream" is not JSON at line 1, column 1: expected a value, found the end of the file',
    ],
  ])('refuses %j at %j', async (text, pick, code, message) => {
    const { error } = await readUntilError(jsonArray(bytesOf(text), { pick }));

    expect(error).toMatchObject({ code, message });
  });

  it('finds what is wrong behind the array too', async () => {
    const { rows, error } = await readUntilError(
      jsonArray(bytesOf('{"a":[1,2],\n"b":tru}'), { pick: 'a' }),
    );

    expect(rows).toHaveLength(2);
    expect(error).toMatchObject({ code: 'SOURCE_SYNTAX', line: 2, column: 5, byteOffset: 16 });
  });

  it('refuses a path with an empty step', async () => {
    const { error } = await readUntilError(jsonArray(bytesOf('{}'), { pick: 'a..b' }));

    expect(error).toMatchObject({ code: 'INVALID_OPTION', option: 'pick' });
  });
});

describe('PickMachine', () => {
  it.each([
    ['[1, -1.0\n0]', 2],
    ['[1, -1.0 ', 2],
    ['[1, -1.0', 1],
    ['[1, -1.0x]', 1],
    ['[1, true 0]', 2],
  ])('gives the same rows before the fault in %j, whatever the pieces', (array, count) => {
    const bytes = bytesOf(`{"data":{"items":${array}`);
    const machine = () => new PickMachine({ name: 'x', maxRowBytes: 100, pick: 'data.items' });
    const whole = runMachine(machine(), [bytes]);

    expect(whole.rows).toHaveLength(count);
    expect(whole.failure).toMatchObject({ code: 'SOURCE_SYNTAX' });
    for (let place = 1; place < bytes.length; place += 1)
      expect(runMachine(machine(), cutAt(bytes, [place]))).toEqual(whole);
  });
});

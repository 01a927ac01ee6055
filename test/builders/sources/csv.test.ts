import { describe, expect, it } from 'vitest';
import {
  type CsvOptions,
  csv,
  type RaggedRow,
  type RaggedWay,
  type Row,
  tsv,
} from '../../../src/builders/index.ts';
import { bytesOf, readRows, readUntilError } from '../../support/read-rows.ts';

const valuesOf = async (text: string, options = {}) =>
  (await readRows(csv(bytesOf(text), options))).map((row) => row.value);

describe('csv()', () => {
  it('names the fields by the first line', async () => {
    expect(await valuesOf('sku,title\n1,Shoe\n2,Hat\n')).toEqual([
      { sku: '1', title: 'Shoe' },
      { sku: '2', title: 'Hat' },
    ]);
  });

  it.each([
    ['a byte order mark', '\ufeffa,b\n1,2\n'],
    ['lines that end with CRLF', 'a,b\r\n1,2\r\n'],
    ['lines that end with CR', 'a,b\r1,2\r'],
    ['a last line without an end', 'a,b\n1,2'],
    ['blank lines anywhere', '\n\r\na,b\n\n\n1,2\n\n'],
    ['white space around names', ' a , b\n1,2\n'],
    ['quotes around everything', '"a","b"\n"1","2"'],
  ])('reads %s', async (_, text) => {
    expect(await valuesOf(text)).toEqual([{ a: '1', b: '2' }]);
  });

  it('keeps delimiters, line breaks and doubled quotes inside of quotes', async () => {
    expect(await valuesOf('a,b\n"x,\r\ny\rz","say ""hi"""\n')).toEqual([
      { a: 'x,\r\ny\rz', b: 'say "hi"' },
    ]);
  });

  it('takes a quote inside of a plain field as text', async () => {
    expect(await valuesOf('a,b\n5" pipe, "x"\n')).toEqual([{ a: '5" pipe', b: ' "x"' }]);
  });

  it('tells an empty field from a blank line', async () => {
    expect(await valuesOf('a\n""\n\n" "\n')).toEqual([{ a: '' }, { a: ' ' }]);
    expect(await valuesOf('a,b\n,\n1,')).toEqual([
      { a: '', b: '' },
      { a: '1', b: '' },
    ]);
  });

  it('takes the names of columns from the caller where the first line is a row', async () => {
    expect(await valuesOf('1,2\n', { header: ['a', 'b'] })).toEqual([{ a: '1', b: '2' }]);
  });

  it('tells where each row begins', async () => {
    const rows = await readRows(
      csv(bytesOf('\ufeffa,b\r\n"x\ny",1\r\n\r\né,2\r\n'), { name: 'x.csv' }),
    );

    expect(
      rows.map(({ number, line, byteOffset, source }) => ({ number, line, byteOffset, source })),
    ).toEqual([
      { number: 1, line: 2, byteOffset: 8, source: 'x.csv' },
      { number: 2, line: 5, byteOffset: 19, source: 'x.csv' },
    ]);
  });

  it('keeps a column named __proto__ a column', async () => {
    const [row] = await readRows(csv(bytesOf('__proto__,constructor\n1,2\n')));

    expect(row?.text('__proto__')).toBe('1');
    expect(row?.text('toString')).toBeUndefined();
    expect(Object.keys(row?.value as object)).toEqual(['__proto__', 'constructor']);
  });

  it.each([
    [
      'too many fields',
      'a,b\n1,2\n"x\ny",2,3\n',
      'SOURCE_ROW',
      { row: 2, line: 3, byteOffset: 8 },
      'Row 2 of "stream" (lines 3 to 4) has 3 fields where 2 columns are named',
    ],
    [
      'too few fields',
      'a,b\n1\n',
      'SOURCE_ROW',
      { row: 1, line: 2, byteOffset: 4 },
      'Row 1 of "stream" (line 2) has 1 field where 2 columns are named',
    ],
    [
      'a quote that is not closed',
      'a,b\n1,2\n3,"4\n5\n',
      'SOURCE_SYNTAX',
      { row: 2, line: 3, byteOffset: 15 },
      'Row 2 of "stream", which begins in line 3, has a quote that is not closed in line 3',
    ],
    [
      'text behind a closing quote',
      'a,b\n"1\n"x,2\n',
      'SOURCE_SYNTAX',
      { row: 1, line: 3, byteOffset: 8 },
      'Row 1 of "stream", which begins in line 2, has text behind a closing quote in line 3',
    ],
    [
      'a column without a name',
      'a,,b\n1,2,3\n',
      'SOURCE_SYNTAX',
      { line: 1, byteOffset: 0 },
      'The header of "stream" names no column 2',
    ],
    [
      'two columns of one name',
      'a,b,a\n1,2,3\n',
      'SOURCE_SYNTAX',
      { line: 1 },
      'The header of "stream" names both column 1 and column 3 "a"',
    ],
    [
      'nothing at all',
      '\n\n',
      'SOURCE_EMPTY',
      {},
      '"stream" is empty, so there is no line that names its columns',
    ],
  ])('refuses %s', async (_, text, code, place, message) => {
    const { error } = await readUntilError(csv(bytesOf(text)));

    expect(error).toMatchObject({ code, message, ...place });
  });

  it.each([{ skipLines: 2 }, { skipLines: 9 }, { comment: '#' }])(
    'does not call a table empty whose lines are all left out by %j',
    async (options) => {
      const { error } = await readUntilError(csv(bytesOf('#a\n#1\n'), options));

      expect(error).toMatchObject({
        code: 'SOURCE_EMPTY',
        message: '"stream" has no line that names its columns, but for those that are left out',
      });
    },
  );

  it('gives the rows before a row that is wrong', async () => {
    const { rows, error } = await readUntilError(csv(bytesOf('a\n1\n2\n3,4\n5\n')));

    expect(rows.map(({ value }) => value)).toEqual([{ a: '1' }, { a: '2' }]);
    expect(error.code).toBe('SOURCE_ROW');
  });

  it('finds the byte that is no UTF-8', async () => {
    const latin1 = new Uint8Array(Buffer.from('a,b\n1,2\n3,caf\xe9 au lait\n', 'latin1'));
    const { rows, error } = await readUntilError(csv(latin1));

    expect(rows).toHaveLength(1);
    expect(error).toMatchObject({ code: 'SOURCE_ENCODING', line: 3, byteOffset: 13 });
    expect(error.message).toBe('"stream" is not UTF-8: the byte 0xe9 stands in line 3');
  });

  it('stops at a row that never ends instead of reading on', async () => {
    let given = 0;
    function* endless() {
      yield bytesOf('a,b\n1,"');
      for (;;) {
        given += 1;
        yield bytesOf('x'.repeat(1000));
      }
    }
    const { error } = await readUntilError(csv(endless(), { maxRowBytes: 10_000 }));

    expect(error).toMatchObject({ code: 'SOURCE_ROW', row: 1, line: 2, byteOffset: 4 });
    expect(given).toBeLessThan(20);
  });

  it.each(['', ',,', '"', '\n', 'é'])('refuses %j as a delimiter', (delimiter) => {
    expect(() => csv('x.csv', { delimiter })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', option: 'delimiter' }),
    );
  });
});

describe('what stands before a table', () => {
  it.each([
    ['sep=;\na;b\n1,5;2\n', {}],
    ['\ufeffSEP=;\r\na;b\r\n1,5;2\r\n', {}],
    ['"sep=;"\ra;b\r1,5;2', {}],
    ['sep=;\na;b\n1,5;2\n', { delimiter: ';' }],
    ['made by x\n"\r\nsep=;\na;b\n1,5;2\n', { skipLines: 2 }],
    ['a;b\n1,5;2\n', { delimiter: ';' }],
  ])('tells the delimiter: %j', async (text, options) => {
    expect(await valuesOf(text, options)).toEqual([{ a: '1,5', b: '2' }]);
  });

  it.each(['\\t', '\t'])('takes %j for a tab', async (delimiter) => {
    expect(await valuesOf('a\tb\n1\t2\n', { delimiter })).toEqual([{ a: '1', b: '2' }]);
  });

  it.each(['sep=', 'sep', 's', 'sep=;;', 'sep=é', '"sep=,x', 'xsep=,'])(
    'is a header where it is no such line: %s',
    async (name) => {
      const header = name.startsWith('"') ? `${name}"` : name;
      const [row] = await readRows(csv(bytesOf(`${header}\n1\n`), { delimiter: '|' }));

      expect(row?.columns).toEqual([name.replaceAll('"', '')]);
    },
  );

  it('refuses a delimiter that the file contradicts', async () => {
    const { error } = await readUntilError(
      csv(bytesOf('x\nsep=;\na;b\n'), { delimiter: '\t', skipLines: 1 }),
    );

    expect(error).toMatchObject({ code: 'SOURCE_SYNTAX', line: 2 });
    expect(error.message).toBe(
      'Line 2 of "stream" says that ";" stands between fields, and the delimiter that was given is a tab',
    );
    expect(error.hint).toContain('--skip-lines 2');
  });

  it('is left out, and counts as lines', async () => {
    const rows = await readRows(csv(bytesOf('x"\r\n\ry\na\n1\n'), { skipLines: 3 }));

    expect(rows).toMatchObject([{ value: { a: '1' }, number: 1, line: 5, byteOffset: 9 }]);
    expect((await readUntilError(csv(bytesOf('a\n1\n'), { skipLines: 5 }))).error.code).toBe(
      'SOURCE_EMPTY',
    );
  });
});

describe('comments in a table', () => {
  it('are left out where a line begins with the sign, and count as lines', async () => {
    const text = '# "x\na,b\r\n#\r\n1,#2\n"#3","x\n#y"\n#,,\n#';
    const rows = await readRows(csv(bytesOf(text), { comment: '#' }));

    expect(rows).toMatchObject([
      { value: { a: '1', b: '#2' }, number: 1, line: 4 },
      { value: { a: '#3', b: 'x\n#y' }, number: 2, line: 5 },
    ]);
    expect(await valuesOf('a\n#1\n')).toEqual([{ a: '#1' }]);
  });
});

describe('a header of one column', () => {
  it.each([
    ['a;b\n1;2\n', '";"', "--delimiter ';'"],
    ['a\tb\n', 'a tab', String.raw`--delimiter '\t'`],
    ['a|b|c;d\n', '"|"', "--delimiter '|'"],
  ])('is refused where it holds another delimiter: %j', async (text, sign, hint) => {
    const { error } = await readUntilError(csv(bytesOf(text)));

    expect(error).toMatchObject({ code: 'SOURCE_SYNTAX', line: 1 });
    expect(error.message).toContain(`and holds ${sign} where "," stands between fields`);
    expect(error.hint).toContain(hint);
    expect(error.hint).toContain("--delimiter ','");
  });

  it('is read where the delimiter was given, where it stands in quotes, and where the caller names it', async () => {
    expect(await valuesOf('a;b\n1;2\n', { delimiter: ',' })).toEqual([{ 'a;b': '1;2' }]);
    expect(await valuesOf('"a;b"\n1;2\n')).toEqual([{ 'a;b': '1;2' }]);
    expect(await valuesOf('1;2\n', { header: ['a;b'] })).toEqual([{ 'a;b': '1;2' }]);
  });

  it('is refused in TSV too', async () => {
    const { error } = await readUntilError(tsv(bytesOf('a,b\n1,2\n')));

    expect(error.message).toBe(
      'The header of "stream" is one column, "a,b", and holds "," where a tab stands between fields',
    );
  });
});

describe('columns at the end without a name', () => {
  it('are left out where they are empty in each row', async () => {
    const rows = [
      { a: '1', b: '2' },
      { a: '3', b: '' },
      { a: '5', b: '6' },
    ];
    expect(await valuesOf('a,b,\n1,2,\n3,,\n5,6\n')).toEqual(rows);
    expect(await valuesOf('a,b, ,\n1,2,"",\n3,\n5,6,\n')).toEqual(rows);
  });

  it('are an error where a row has text in one', async () => {
    const { rows, error } = await readUntilError(csv(bytesOf('a,b,,\n1,2,,\n1,2,,x\n')));

    expect(rows).toHaveLength(1);
    expect(error).toMatchObject({ code: 'SOURCE_ROW', row: 2, line: 3 });
    expect(error.message).toBe('Row 2 of "stream" (line 3) has 4 fields where 2 columns are named');
  });

  it('are as many as the header has', async () => {
    expect((await readUntilError(csv(bytesOf('a,b,\n1,2,,\n')))).error.code).toBe('SOURCE_ROW');
    expect((await readUntilError(csv(bytesOf('a,b\n1,2,\n')))).error.code).toBe('SOURCE_ROW');
    expect((await readUntilError(csv(bytesOf(',\n,\n')))).error.code).toBe('SOURCE_SYNTAX');
  });
});

describe('rows of other lengths', () => {
  const TABLE = 'a,b,\n1,2\n3\n4,5,6\n"7\n8"\n9,10,,\n11,12,\n';
  const told = async (ragged: RaggedWay) => {
    const all: RaggedRow[] = [];
    const rows: Row[] = [];
    const source = csv(bytesOf(TABLE), { ragged, name: 'x' });
    for await (const batch of source.rows({ onRagged: (row) => all.push(row) }))
      rows.push(...batch);
    const brief = all.map(({ row, line, lastLine, received, fate }) => [
      ...[row, line, lastLine, received, fate],
    ]);
    return { rows: rows.map(({ number, value }) => ({ number, value })), brief, all };
  };

  it('are each told, keep their numbers and are not given where they are an error', async () => {
    const { rows, brief, all } = await told('error');

    expect(rows).toEqual([
      { number: 1, value: { a: '1', b: '2' } },
      { number: 6, value: { a: '11', b: '12' } },
    ]);
    expect(brief).toEqual([
      [2, 3, 3, 1, 'refused'],
      [3, 4, 4, 3, 'refused'],
      [4, 5, 6, 1, 'refused'],
      [5, 7, 7, 4, 'refused'],
    ]);
    expect(all[0]).toEqual({
      source: 'x',
      row: 2,
      line: 3,
      lastLine: 3,
      byteOffset: 9,
      expected: 2,
      received: 1,
      fate: 'refused',
    });
  });

  it('are filled where they are too short', async () => {
    const { rows, brief } = await told('pad');

    expect(rows).toEqual([
      { number: 1, value: { a: '1', b: '2' } },
      { number: 2, value: { a: '3', b: '' } },
      { number: 4, value: { a: '7\n8', b: '' } },
      { number: 6, value: { a: '11', b: '12' } },
    ]);
    expect(brief.map(([row, , , , fate]) => [row, fate])).toEqual([
      [2, 'padded'],
      [3, 'refused'],
      [4, 'padded'],
      [5, 'refused'],
    ]);
  });

  it('are left out as if they were not there', async () => {
    const { rows, brief } = await told('skip');

    expect(rows).toEqual([
      { number: 1, value: { a: '1', b: '2' } },
      { number: 2, value: { a: '11', b: '12' } },
    ]);
    expect(brief.map(([row, line, , , fate]) => [row, line, fate])).toEqual([
      [2, 3, 'left out'],
      [2, 4, 'left out'],
      [2, 5, 'left out'],
      [2, 7, 'left out'],
    ]);
  });

  it('need nobody to be told but where they are an error', async () => {
    expect(await valuesOf(TABLE, { ragged: 'skip' })).toHaveLength(2);
    expect(await valuesOf('a,b\n1\n', { ragged: 'pad' })).toEqual([{ a: '1', b: '' }]);
    const { error } = await readUntilError(csv(bytesOf(TABLE), { ragged: 'pad' }));
    expect(error).toMatchObject({ code: 'SOURCE_ROW', row: 3, line: 4 });
  });
});

describe('options of a table', () => {
  it.each([
    [{ delimiter: 'semicolon' }, 'delimiter', 'Use ";"'],
    [{ delimiter: 'TAB' }, 'delimiter', String.raw`Use "\t"`],
    [{ header: ['a', ' a'] }, 'header', 'Name each column'],
    [{ header: [] }, 'header', 'Name each column'],
    [{ header: ['a', ''] }, 'header', 'Name each column'],
    [{ skipLines: -1 }, 'skipLines', undefined],
    [{ skipLines: 0.5 }, 'skipLines', undefined],
    [{ ragged: 'padd' }, 'ragged', 'Use pad'],
    [{ ragged: 'fill' }, 'ragged', 'Use error, pad or skip'],
    [{ comment: '##' }, 'comment', 'Use "#"'],
    [{ comment: '//' }, 'comment', 'Use a character such as "#"'],
    [{ comment: ',' }, 'comment', 'Use a character such as "#"'],
  ])('refuse %j', (wrong, option, hint) => {
    const options = wrong as CsvOptions;
    const refusal = { code: 'INVALID_OPTION', option };
    expect(() => csv('x.csv', options)).toThrow(
      expect.objectContaining(
        hint === undefined ? refusal : { ...refusal, hint: expect.stringContaining(hint) },
      ),
    );
  });
});

describe('tsv()', () => {
  it('reads fields between tabs', async () => {
    const rows = await readRows(tsv(bytesOf('a\tb\n1,2\t"x\ty"\n')));

    expect(rows.map((row) => row.value)).toEqual([{ a: '1,2', b: 'x\ty' }]);
  });
});

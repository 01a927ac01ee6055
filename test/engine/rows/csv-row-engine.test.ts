import { describe, expect, it } from 'vitest';
import { CsvRowEngine, type RowTemplate } from '../../../src/engine/index.ts';
import { bytesOf } from '../../support/read-rows.ts';

const TEMPLATE: RowTemplate = {
  fields: 2,
  pieces: [bytesOf('{"a":"'), 0, bytesOf('","n":"'), 'row', bytesOf('","b":"'), 1, bytesOf('"}\n')],
  needed: [[0]],
};

function engineFor(more: Partial<Parameters<typeof CsvRowEngine.create>[0]> = {}): CsvRowEngine {
  const place = { rowsBefore: 0, line: 2, byteOffset: 4 };
  const engine = CsvRowEngine.create({
    ...{ delimiter: 0x2c, maxRowBytes: 1e8, template: TEMPLATE, place },
    ...more,
  });
  if (engine === undefined) throw new Error('The runtime has no SIMD');
  return engine;
}

/** All that an engine gives for now, as text. */
function given(engine: CsvRowEngine): unknown[] {
  const all: unknown[] = [];
  for (let next = engine.next(); next !== undefined; next = engine.next()) {
    const text = Buffer.from(next.bytes).toString();
    if (next.kind === 'lines') {
      all.push({ from: next.firstRow, lines: text.split(/(?<=\n)/) });
      continue;
    }
    const { kind, rowsBefore, line, byteOffset } = next;
    all.push({ [kind]: text, rowsBefore, line, byteOffset });
    if (kind === 'row') engine.countRows(rowsBefore + 1);
  }
  return all;
}

describe('CsvRowEngine', () => {
  it('gives lines, and the rows between that are not its own', () => {
    const engine = engineFor();
    engine.push(bytesOf('x,"a ""q"""\r\n\r\n"y\r\nz",\t\r\n ,2\r\nonly\r\nw,4'));

    expect(given(engine)).toEqual([
      {
        from: 1,
        lines: [
          '{"a":"x","n":"00000001","b":"a \\"q\\""}\n',
          '{"a":"y\\r\\nz","n":"00000002","b":"\\t"}\n',
        ],
      },
      { row: ' ,2\r', rowsBefore: 2, line: 6, byteOffset: 29 },
      { row: 'only\r', rowsBefore: 3, line: 7, byteOffset: 34 },
    ]);
    engine.finish();
    expect(given(engine)).toEqual([{ from: 5, lines: ['{"a":"w","n":"00000005","b":"4"}\n'] }]);
  });

  it.each([
    ['text behind a closing quote', 'x,"1"2\ny,3\n'],
    ['a quote that is not closed', 'x,"1\ny,3\n'],
    ['a row that is too long', `x,${'1'.repeat(99)}\ny,3\n`],
  ])('gives out the rest from %s on', (_, rest) => {
    const engine = engineFor({ maxRowBytes: 100 });
    engine.push(bytesOf(`a,1\n${rest}`));
    engine.finish();

    expect(given(engine).slice(1)).toEqual([{ rest, rowsBefore: 1, line: 3, byteOffset: 8 }]);
    expect(engine.next()).toBeUndefined();
  });

  it('gives out the rest from the row on that is not UTF-8, whatever the pieces', () => {
    for (const cut of [0, 1, 2, 9, 10, 11]) {
      const engine = engineFor();
      const bytes = Buffer.concat([bytesOf('é,1\nx,日'), Buffer.of(0xe6, 0x97), bytesOf('\n')]);
      engine.push(bytes.subarray(0, cut));
      const before = given(engine);
      engine.push(bytes.subarray(cut));
      engine.finish();
      const [lines, rest] = [...before, ...given(engine)];

      expect(lines).toMatchObject({ lines: ['{"a":"é","n":"00000001","b":"1"}\n'] });
      expect(rest).toMatchObject({ rowsBefore: 1, line: 3, byteOffset: 9 });
    }
  });

  it('grows for a long row, in however many pieces it comes, and for what becomes of it', () => {
    const engine = engineFor();
    const long = '\u0001'.repeat(1_500_000);
    const bytes = bytesOf(`"${long}",1\nx,2\n`);
    const all: unknown[] = [];
    for (let from = 0; from < bytes.length; from += 50_000) {
      engine.push(bytes.subarray(from, from + 50_000));
      all.push(...given(engine));
    }
    engine.finish();
    all.push(...given(engine));
    const lines = all.flatMap((batch) => (batch as { lines: string[] }).lines);

    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? '')).toEqual({ a: long, n: '00000001', b: '1' });
    expect(lines[1]).toBe('{"a":"x","n":"00000002","b":"2"}\n');
  });

  it('gives no more than 8,192 rows at once, and numbers beyond eight digits', () => {
    const engine = engineFor({ place: { rowsBefore: 99_999_990, line: 1, byteOffset: 0 } });
    engine.push(bytesOf('x,1\n'.repeat(8200)));
    const batches = given(engine) as { from: number; lines: string[] }[];

    expect(batches.map(({ from, lines }) => [from, lines.length])).toEqual([
      [99_999_991, 8192],
      [100_008_183, 8],
    ]);
    expect(batches[0]?.lines[8]).toContain('"99999999"');
    expect(batches[0]?.lines[9]).toContain('"100000000"');
  });

  it('takes other delimiters, comments, and empty fields behind those of the header', () => {
    const engine = engineFor({
      ...{ delimiter: 0x3b, comment: 0x23 },
      template: { ...TEMPLATE, mostFields: 4 },
    });
    engine.push(bytesOf('x;"1;2";;""\n#"y;2\n#\ny;#\nz;1;;w\n'));

    expect(given(engine)).toEqual([
      {
        from: 1,
        lines: ['{"a":"x","n":"00000001","b":"1;2"}\n', '{"a":"y","n":"00000002","b":"#"}\n'],
      },
      { row: 'z;1;;w\n', rowsBefore: 2, line: 6, byteOffset: 28 },
    ]);
  });
});

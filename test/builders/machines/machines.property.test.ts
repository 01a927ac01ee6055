import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvMachine } from '../../../src/builders/machines/csv-machine.ts';
import { GuessMachine } from '../../../src/builders/machines/guess-machine.ts';
import { JsonArrayMachine } from '../../../src/builders/machines/json-array-machine.ts';
import { JsonSequenceMachine } from '../../../src/builders/machines/json-sequence-machine.ts';
import { JsonlMachine } from '../../../src/builders/machines/jsonl-machine.ts';
import { PickMachine } from '../../../src/builders/machines/pick-machine.ts';
import type { RowMachine } from '../../../src/builders/machines/row-machine.ts';
import { cutAt, cuts } from '../../support/byte-chunks.ts';
import { bytesOf, runMachine } from '../../support/read-rows.ts';

type Maker = (maxRowBytes: number) => RowMachine;
const makers: ReadonlyArray<readonly [string, Maker]> = [
  ['CsvMachine', (maxRowBytes) => new CsvMachine({ name: 'x', maxRowBytes, delimiter: 0x2c })],
  [
    'CsvMachine with options',
    (maxRowBytes) =>
      new CsvMachine({ name: 'x', maxRowBytes, delimiter: 0x2c, skipLines: 1, comment: 0x62 }),
  ],
  ['JsonArrayMachine', (maxRowBytes) => new JsonArrayMachine({ name: 'x', maxRowBytes })],
  ['PickMachine', (maxRowBytes) => new PickMachine({ name: 'x', maxRowBytes, pick: 'a.b' })],
  ['JsonlMachine', (maxRowBytes) => new JsonlMachine({ name: 'x', maxRowBytes })],
  [
    'PickMachine of members',
    (maxRowBytes) => new PickMachine({ name: 'x', maxRowBytes, pick: 'a', keysAs: 'id' }),
  ],
  [
    'PickMachine of all',
    (maxRowBytes) => new PickMachine({ name: 'x', maxRowBytes, keysAs: 'id' }),
  ],
  ['JsonSequenceMachine', (maxRowBytes) => new JsonSequenceMachine({ name: 'x', maxRowBytes })],
  [
    'GuessMachine of JSON',
    (maxRowBytes) => new GuessMachine({ name: 'x', maxRowBytes, format: 'json' }),
  ],
  ['GuessMachine', (maxRowBytes) => new GuessMachine({ name: 'x', maxRowBytes })],
];
const LARGE = 1_000_000;

function makerOf(wanted: string): Maker {
  const maker = makers.find(([name]) => name === wanted);
  if (maker === undefined) throw new Error(`There is no ${wanted}`);
  return maker[1];
}

const mark = Uint8Array.of(0xef, 0xbb, 0xbf);

/** What numbers and literals are made of, and what may stand around them. */
const numberPieces = fc.constantFrom(
  ...['1', '0', '-', '1.0', '.', 'e', '+', '-1.5e+3', ' ', '\n', ',', ',', '[', ']', '{"k":', '}'],
  ...['true', 'nul', 'l', '"x "', 'é', '\u{1f600}'],
);

/** Text that means something to these machines, sometimes broken, sometimes no UTF-8, with or without a byte order mark. */
const documents = fc
  .tuple(
    fc.boolean(),
    fc.oneof(
      fc
        .array(fc.jsonValue({ maxDepth: 2 }))
        .map((values) => JSON.stringify(values, null, values.length % 2)),
      fc
        .array(fc.jsonValue({ maxDepth: 2 }))
        .map((values) => JSON.stringify({ n: [0], a: { x: 1, b: values }, z: 'é' })),
      fc
        .tuple(
          fc.array(
            fc.dictionary(fc.constantFrom('a', 'id', 'b c', 'é'), fc.jsonValue({ maxDepth: 1 })),
          ),
          fc.constantFrom(0, 1),
          fc.constantFrom('', '\n', ' ', ', ', '1', '\r\n\n'),
        )
        .map(([all, space, between]) =>
          all.map((value) => JSON.stringify(value, null, space)).join(between),
        ),
      fc
        .dictionary(
          fc.constantFrom('a', 'b', 'é', '1'),
          fc.dictionary(fc.constantFrom('a', 'id', 'x'), fc.jsonValue({ maxDepth: 1 })),
        )
        .map((all) => JSON.stringify(all)),
      fc
        .tuple(fc.array(numberPieces, { maxLength: 14 }), fc.constantFrom('', ']}}', '], "c": 1}}'))
        .map(([pieces, end]) => `{"a":{"b":[${pieces.join('')}${end}`),
      fc
        .array(fc.jsonValue({ maxDepth: 2 }))
        .map((values) => values.map((value) => `${JSON.stringify(value)}\r\n`).join('')),
      fc
        .array(fc.constantFrom('a', 'b', ',', '"', '""', '\n', '\r\n', '\r', 'é', '😀', ' '), {
          maxLength: 30,
        })
        .chain((pieces) =>
          fc
            .constantFrom('a,b\n', 'a,b,\n', 'sep=,\n', '"sep=;"\r\n', 'sep=b\r', 'x"\r\nsep=;', '')
            .map((begin) => `${begin}${pieces.join('')}`),
        ),
      fc
        .array(
          fc.constantFrom('[', ']', '{', '}', '"a"', ':', ',', '1', ' ', '\n', 'tru', 'NaN', 'é'),
          { maxLength: 12 },
        )
        .map((pieces) => pieces.join('')),
    ),
    fc.option(fc.nat(), { nil: undefined, freq: 4 }),
    fc.option(
      fc.tuple(fc.nat(), fc.constantFrom(0x22, 0x2c, 0x0a, 0x5d, 0x80, 0xc3, 0xe2, 0xf0, 0xff)),
      { nil: undefined },
    ),
  )
  .map(([isMarked, text, end, broken]) => {
    const whole = bytesOf(text);
    const bytes = end === undefined ? whole : whole.slice(0, end % (whole.length + 1));
    if (broken !== undefined && bytes.length > 0) bytes[broken[0] % bytes.length] = broken[1];
    return isMarked ? new Uint8Array(Buffer.concat([mark, bytes])) : bytes;
  });

describe.each(makers)('%s', (_, make) => {
  it('always gives the same rows and the same failure, whatever the pieces', () => {
    fc.assert(
      fc.property(documents, cuts, (bytes, places) => {
        expect(runMachine(make(LARGE), cutAt(bytes, places))).toEqual(
          runMachine(make(LARGE), [bytes]),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe.each([
  ['CsvMachine', (texts: readonly string[]) => `a\n${texts.map((text) => `"${text}"\n`).join('')}`],
  ['JsonArrayMachine', (texts: readonly string[]) => JSON.stringify(texts)],
  ['PickMachine', (texts: readonly string[]) => JSON.stringify({ a: { b: texts } })],
  [
    'JsonlMachine',
    (texts: readonly string[]) => texts.map((text) => `${JSON.stringify(text)}\n`).join(''),
  ],
])('%s', (name, write) => {
  it('always stops at the first row that is too large, whatever the pieces', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 25 }));
    fc.assert(
      fc.property(sizes, cuts, (lengths, places) => {
        const machine = makerOf(name)(20);
        const bytes = bytesOf(write(lengths.map((length) => 'x'.repeat(length))));
        const { rows, failure } = runMachine(machine, cutAt(bytes, places));
        const first = lengths.findIndex((length) => length + 2 > 20);

        expect(rows).toHaveLength(first === -1 ? lengths.length : first);
        if (first === -1) expect(failure).toBeUndefined();
        else expect(failure).toMatchObject({ code: 'SOURCE_ROW', row: first + 1 });
      }),
      { numRuns: 100 },
    );
  });
});

describe('JsonSequenceMachine', () => {
  it('has no row that begins with something else than an object', () => {
    const machine = new JsonSequenceMachine({ name: 'x', maxRowBytes: LARGE });
    const { rows, failure } = runMachine(machine, [bytesOf('"ull\r\n{}\r\n')]);

    expect(rows).toEqual([]);
    expect(failure).toMatchObject({ code: 'SOURCE_SYNTAX', line: 1 });
  });

  it('always gives the objects that were written, whatever stands between them', () => {
    const objects = fc.array(
      fc.tuple(
        fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 2 })),
        fc.constantFrom(0, 2),
        fc.constantFrom('', ' ', '\n', '\r\n\t'),
      ),
      { minLength: 2 },
    );
    fc.assert(
      fc.property(objects, cuts, (all, places) => {
        const text = all
          .map(([value, space, between]) => `${JSON.stringify(value, null, space)}${between}`)
          .join('');
        const machine = new JsonSequenceMachine({ name: 'x', maxRowBytes: LARGE });
        const { rows, failure } = runMachine(machine, cutAt(bytesOf(text), places));

        expect(failure).toBeUndefined();
        expect(rows.map((row) => (row as { value: unknown }).value)).toEqual(
          all.map(([value]) => JSON.parse(JSON.stringify(value))),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('CsvMachine', () => {
  const field = fc.oneof(
    fc.constantFrom('', 'a', ',', '"', '\n', '\r\n', '\r', '日', '😀', ' ', 'x"y', '""'),
    fc.string({ unit: 'grapheme' }),
  );
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((columns) =>
      fc
        .array(fc.array(field, { minLength: columns, maxLength: columns }))
        .map((rows) => ({ columns, rows })),
    );
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

  it('always reads back what was written', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n', '\r'),
        cuts,
        ({ columns, rows }, end, places) => {
          const header = Array.from({ length: columns }, (_, index) => `c${index}`);
          const text = [header, ...rows]
            .map((fields) => fields.map(quoted).join(',') + end)
            .join('');
          const machine = new CsvMachine({ name: 'x', maxRowBytes: 1e6, delimiter: 0x2c });
          const { rows: read, failure } = runMachine(machine, cutAt(bytesOf(text), places));

          expect(failure).toBeUndefined();
          expect(read.map((row) => (row as { texts: string[] }).texts)).toEqual(rows);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe.each([
  [
    'JsonArrayMachine',
    () => new JsonArrayMachine({ name: 'x', maxRowBytes: 1e6 }),
    (array: string) => array,
  ],
  [
    'PickMachine',
    () => new PickMachine({ name: 'x', maxRowBytes: 1e6, pick: 'a.b' }),
    (array: string) => `{"a":{"a":[],"b":${array}}}`,
  ],
])('%s', (_, make: () => RowMachine, wrap) => {
  it('always gives the elements that JSON.parse gives', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue({ maxDepth: 3 })),
        fc.constantFrom(0, 1),
        cuts,
        (values, space, places) => {
          const array = JSON.stringify(values, null, space);
          const { rows, failure } = runMachine(make(), cutAt(bytesOf(wrap(array)), places));

          expect(failure).toBeUndefined();
          expect(rows.map((row) => (row as { value: unknown }).value)).toEqual(JSON.parse(array));
        },
      ),
      { numRuns: 300 },
    );
  });
});

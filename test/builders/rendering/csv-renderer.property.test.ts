import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvMachine, type CsvMachineOptions } from '../../../src/builders/machines/csv-machine.ts';
import { CsvRenderer } from '../../../src/builders/rendering/csv-renderer.ts';
import { rowDigest } from '../../../src/builders/row-digests/row-digests.ts';
import { tableDigest } from '../../../src/builders/row-digests/table-digest.ts';
import type { Row } from '../../../src/builders/rows/row.ts';
import { withoutSeparators } from '../../../src/core/index.ts';
import { ROW_NUMBER, type RowTemplate } from '../../../src/engine/index.ts';
import { cutAt, cuts } from '../../support/byte-chunks.ts';
import { bytesOf, plainRow } from '../../support/read-rows.ts';
import { render } from '../../support/rendered-rows.ts';

const LARGE = 1_000_000;
const digestOf = await rowDigest();

/** A template with every column in it, which needs something in the first one, and is another where the last one is blank. */
function templateOf(columns: readonly string[]): RowTemplate {
  const last = columns.length - 1;
  const texts = columns.flatMap((_, place) => [bytesOf(`","c${place}":"`), place]);
  const end = bytesOf('"}\n');
  return {
    fields: columns.length,
    pieces: [bytesOf('{"row":"'), ROW_NUMBER, ...texts, end],
    whenBlank: { fields: [last], pieces: [bytesOf('{"blank":"'), ROW_NUMBER, end] },
    needed: [[0]],
    digest: tableDigest(columns),
  };
}

const templateFor = Object.assign(templateOf, { columns: [] });

/** The same by JSON.stringify. */
function lineOf(row: Row): string {
  const texts = row.columns.map((column) => row.text(column) ?? '');
  const number = String(row.number).padStart(8, '0');
  const named = Object.fromEntries(texts.map((text, place) => [`c${place}`, text]));
  const isBlank = texts.at(-1)?.trim() === '';
  return withoutSeparators(JSON.stringify(isBlank ? { blank: number } : { row: number, ...named }));
}

const comma = { name: 'x', maxRowBytes: LARGE, delimiter: 0x2c };
const options: fc.Arbitrary<CsvMachineOptions> = fc.oneof(
  { arbitrary: fc.constantFrom(comma, { ...comma, maxRowBytes: 60 }), weight: 3 },
  fc.constantFrom(
    { ...comma, comment: 0x61 },
    { ...comma, comment: 0x23 },
    { ...comma, skipLines: 1 },
    { ...comma, header: ['x', 'b'] },
    { ...comma, header: ['x', 'b'], comment: 0x62, skipLines: 2 },
    { ...comma, delimiter: 0x20, isDelimiterGiven: true },
  ),
);

function readRows(bytes: Uint8Array, said: CsvMachineOptions) {
  const machine = new CsvMachine(said);
  const rows = [...machine.push(bytes)];
  if (machine.failure === undefined) rows.push(...machine.finish());
  return { rows, failure: machine.failure?.toJSON() };
}

const PIECES = [
  ...[
    'a',
    'b',
    ',',
    ',',
    '"',
    '""',
    '"x"',
    '\n',
    '\n',
    '\r\n',
    '\r',
    'é',
    '😀',
    ' ',
    '日本',
    '\u00a0',
  ],
  ...[
    '\u0085',
    '\u2028',
    '\u2029',
    '\u2027',
    '\u0000',
    '\u001f',
    '\\',
    '\t',
    '\u007f',
    '\u3000',
    '\ufeff',
  ],
  ...['plain text of more than sixteen bytes', 'x'.repeat(70), '""'.repeat(20), 'é'.repeat(33)],
];
const soup = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 40 })
  .map((pieces) => pieces.join(''));
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
/** Rows that are right, some fields in quotes. */
const table = fc.array(fc.tuple(soup, soup, fc.boolean()), { maxLength: 12 }).chain((rows) =>
  fc.constantFrom('\n', '\r\n', '\r').map((end) =>
    rows
      .map(([first, second, isBare]) => {
        const bare = first.replace(/[",\r\n]/g, '');
        return `${isBare ? bare : quoted(first)},${quoted(second)}${end}`;
      })
      .join(''),
  ),
);
const documents = fc
  .tuple(
    fc.constantFrom('', '\ufeff'),
    fc.constantFrom(
      'a,b\n',
      'b,a\r\n',
      '"é\n1",x\r',
      'a\n',
      'a,a\n',
      'a,b,c\n',
      'a,b,\n',
      'a,,\r',
      'sep=,\r\na,b\n',
      'sep=;\na;b\n',
      '#\na,b\n',
      '\n\r\na,b\n',
    ),
    fc.oneof(
      table,
      soup,
      fc.tuple(table, soup).map((parts) => parts.join('')),
    ),
    fc.option(
      fc.tuple(fc.nat(), fc.constantFrom(0x22, 0x2c, 0x0a, 0x0d, 0x80, 0xc3, 0xe2, 0xf0, 0xff)),
      { nil: undefined },
    ),
    fc.option(fc.nat(), { nil: undefined, freq: 5 }),
  )
  .map(([mark, header, text, broken, end]) => {
    const bytes = bytesOf(mark + header + text);
    if (broken !== undefined) bytes[broken[0] % bytes.length] = broken[1];
    return end === undefined ? bytes : bytes.slice(0, end % (bytes.length + 1));
  });

/** Texts about as long as what the engine counts, decodes and digests at once. */
const longText = fc
  .array(
    fc.oneof(
      soup,
      fc
        .tuple(fc.constantFrom('x', '"', 'é', '😀', '\r\n', '\r', '\n\\'), fc.nat(9000))
        .map(([text, times]) => text.repeat(times)),
    ),
    { maxLength: 12 },
  )
  .map((texts) => texts.join(''));
const longDocuments = fc
  .tuple(longText, longText)
  .map(([first, second]) => bytesOf(`a,b\n${quoted(first)},${quoted(second)}\nx,y\n`));

function expectRowsOfMachine(
  bytes: Uint8Array,
  places: readonly number[],
  reading: CsvMachineOptions,
): void {
  const { maxRowBytes } = reading;
  const { rows, failure } = readRows(bytes, reading);
  const said = render(new CsvRenderer(reading, templateFor), cutAt(bytes, places));

  if (maxRowBytes === LARGE) expect(said.failure).toEqual(failure);
  // of a row that is too long and broken, the machine says what it meets first, which the pieces decide
  else expect(said.failure === undefined).toBe(failure === undefined);
  expect(said.rendered.map(({ number }) => number)).toEqual(rows.map(({ number }) => number));
  for (const [index, { row, line, digest }] of said.rendered.entries()) {
    const expected = rows[index];
    if (expected === undefined) throw new Error('There is no such row');
    if (row === undefined) {
      expect(line).toBe(`${lineOf(expected)}\n`);
      expect(digest).toBe(digestOf(expected));
    } else {
      expect(plainRow(row)).toEqual(plainRow(expected));
      if (reading === comma) expect(row.text(row.columns[0] ?? '')?.trim()).toBe('');
    }
  }
}

describe('CsvRenderer', () => {
  it('always gives the rows and the failure of the machine, and of rendered rows what JSON.stringify and the digest give', () => {
    fc.assert(fc.property(documents, cuts, options, expectRowsOfMachine), { numRuns: 2000 });
  });

  it('always gives the same of fields of many kilobytes', () => {
    fc.assert(
      fc.property(longDocuments, cuts, (bytes, places) =>
        expectRowsOfMachine(bytes, places, comma),
      ),
      { numRuns: 150 },
    );
  });
});

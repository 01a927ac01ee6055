import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { OpenSourceOptions } from '../../../src/builders/index.ts';

/** A table as rows of texts, and the bytes that some writer makes of it. */
export interface WrittenTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly bytes: Uint8Array;
  /** What a reader has to be told of it. */
  readonly reading: OpenSourceOptions;
}

/** How bytes are made of text, and what tells the reader so. */
interface Encoding {
  readonly name: string;
  readonly encode: (text: string) => Buffer;
  readonly label?: string;
  /** Whether it has all characters; else those of Latin-1. */
  readonly isUnicode: boolean;
}

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const BOM = '\ufeff';
const ENCODINGS: readonly Encoding[] = [
  { name: 'UTF-8', encode: (text) => Buffer.from(text), isUnicode: true },
  { name: 'UTF-8 with a mark', encode: (text) => Buffer.from(BOM + text), isUnicode: true },
  { name: 'UTF-16', encode: (text) => Buffer.from(BOM + text, 'utf16le'), isUnicode: true },
  { name: 'UTF-16 BE', encode: (text) => utf16be(BOM + text), isUnicode: true },
  // told by the NULs beside the ASCII characters of the header
  { name: 'UTF-16, bare', encode: (text) => Buffer.from(text, 'utf16le'), isUnicode: true },
  { name: 'UTF-16 BE, bare', encode: utf16be, isUnicode: true },
  // TextDecoder's latin1 is windows-1252, which is the same but for 0x80 to 0x9f
  {
    name: 'Latin-1',
    encode: (text) => Buffer.from(text, 'latin1'),
    label: 'latin1',
    isUnicode: false,
  },
];

/** Characters that mean something to a reader of tables, of JSON or of lines, and some that mean nothing. */
const ASCII = [
  ...[
    'x',
    'plain text of more than sixteen bytes',
    ' ',
    ',',
    ';',
    '\t',
    '|',
    '"',
    '""',
    '\n',
    '\r\n',
  ],
  ...[
    '\r',
    '\\',
    '\\n',
    '\\u0041',
    '{{a}}',
    '#',
    "'",
    '\u0000',
    '\u001f',
    '\u007f',
    '=1+1',
    '0',
    '-',
  ],
];
const LATIN = [...ASCII, 'é', '\u00a0', 'ÿ', 'ß'];
const UNICODE = [
  ...[...LATIN, '日本', '😀', '\u0085', '\u2028', '\u2029', '\u2027', '\u3000', '\ufeff', '\ufffd'],
  ...['\uffff', 'e\u0301', '\u{10ffff}', 'é'.repeat(33)],
];

const pieced = (pieces: readonly string[]) =>
  fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((all) => all.join(''));
/** Any text that UTF-8 has. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: pieced(UNICODE) },
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
);
const latinText = pieced(LATIN);

const COLUMNS = ['col', 'a b', 'x.y', '0', 'B', 'toString', '__proto__'];
/** Names of columns; the first four characters are ASCII, by which UTF-16 without a mark is told. */
const columnNames = fc
  .shuffledSubarray(COLUMNS, { minLength: 1, maxLength: 4 })
  .map((names) => ['name', ...names]);

const isNeeded = (text: string, delimiter: string) =>
  text.includes(delimiter) || /["\r\n]/.test(text);

/** Tables as all kinds of writers write them. */
export const writtenTables: fc.Arbitrary<WrittenTable> = fc
  .tuple(columnNames, fc.constantFrom(...ENCODINGS))
  .chain(([columns, encoding]) =>
    fc.record({
      columns: fc.constant(columns),
      encoding: fc.constant(encoding),
      rows: fc.array(
        fc.array(encoding.isUnicode ? anyText : latinText, {
          minLength: columns.length,
          maxLength: columns.length,
        }),
        { minLength: 1, maxLength: 40, size: 'max' },
      ),
      delimiter: fc.constantFrom(',', ';', '\t', '|', ' ', '^', '\u0001'),
      newline: fc.constantFrom('\n', '\r\n', '\r'),
      isEnded: fc.boolean(),
      isSaid: fc.boolean(),
      isPacked: fc.boolean(),
      /** Quotes of each field, over and over: whether those that need none have some. */
      quotes: fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }),
    }),
  )
  .map((written) => {
    const { columns, rows, encoding, delimiter, newline, isEnded, isSaid, isPacked } = written;
    let fields = 0;
    const field = (text: string) => {
      fields += 1;
      const isQuoted = written.quotes[fields % written.quotes.length] === true;
      // alone in its line it would be an empty line
      const isLine = text === '' && columns.length === 1;
      if (!isQuoted && !isLine && !isNeeded(text, delimiter)) return text;
      return `"${text.replaceAll('"', '""')}"`;
    };
    const first = isSaid ? [`sep=${delimiter}`] : [];
    const lines = [columns, ...rows].map((row) => row.map(field).join(delimiter));
    const text = [...first, ...lines].join(newline) + (isEnded ? newline : '');
    const bytes = encoding.encode(text);
    return {
      ...{ columns, rows },
      bytes: isPacked ? gzipSync(bytes, { level: 1 }) : bytes,
      reading: {
        format: 'csv' as const,
        ...(isSaid ? {} : { delimiter }),
        ...(encoding.label === undefined ? {} : { encoding: encoding.label }),
      },
    };
  });

import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { OpenSourceOptions } from '../../../src/builders/index.ts';
import { anyText } from './written-table.ts';

/** A row of JSON as some writer makes it. */
interface WrittenRow {
  readonly json: string;
  /** What `{{text}}`, `{{number}}` and `{{nested}}` stand for. */
  readonly texts: readonly string[];
}

/** Rows of JSON in a document, and what a reader has to be told of it. */
export interface WrittenDocument {
  readonly rows: readonly WrittenRow[];
  /** The keys of the rows, where they are members of an object. */
  readonly keys: readonly string[] | undefined;
  readonly bytes: Uint8Array;
  readonly reading: OpenSourceOptions;
}

const escaped = (character: string) =>
  character.replaceAll(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A string of JSON, some of its characters as escapes that nobody has to write. */
const stringOf = (text: string, places: readonly boolean[]) => {
  const all = [...text].map((character, at) =>
    places[at % places.length] === true
      ? escaped(character)
      : JSON.stringify(character).slice(1, -1),
  );
  return `"${all.join('')}"`;
};
const places = fc.array(fc.boolean(), { minLength: 1, maxLength: 5 });
const string = fc.tuple(anyText, places);

/** Numbers as they stand in sources, of which many are others once a double has held them. */
const number = fc.oneof(
  fc.constantFrom(
    ...['0', '-0', '1.0', '1.50', '1e3', '1E+3', '-0.0', '12345678901234567890', '0.1'],
    ...['9007199254740993', '1e400', '1e-400', '0.30000000000000000001', '100000000000000000000'],
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
);
const nested = fc.oneof(
  fc.constantFrom(
    '[]',
    '{}',
    'true',
    'false',
    'null',
    '[1.0,{"b":1,"a":2,"0":[]}]',
    '{"2024":1e400,"a":null}',
  ),
  fc.array(fc.jsonValue({ maxDepth: 2 })).map((values) => JSON.stringify(values)),
  fc.dictionary(anyText, fc.jsonValue({ maxDepth: 2 })).map((values) => JSON.stringify(values)),
);

const blank = fc.constantFrom('', ' ', '\n', '\r\n\t', '  ');
const row = fc
  .record({
    text: string,
    number,
    nested,
    other: string,
    order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }),
    blank,
  })
  .map(({ text, number: digits, nested: inner, other, order, blank: space }): WrittenRow => {
    const members = [
      ['text', stringOf(...text)],
      ['number', digits],
      ['nested', inner],
      ['{{other}} é', stringOf(...other)],
    ];
    const texts = [text[0], digits, inner === 'null' ? '' : inner];
    const written = order.map((at) => {
      const [key = '', value = ''] = members[at] ?? [];
      return `${space}"${key}"${space}:${space}${value}${space}`;
    });
    return { json: `{${written.join(',')}}`, texts };
  });

/** The same row on one line; its strings have no line breaks but escaped ones. */
export const oneLine = (json: string): string => json.replaceAll(/[\r\n\t]/g, ' ');

/** What a form writes before, between and behind rows, and what a reader is told of it. */
interface Form {
  readonly write: (rows: readonly string[], keys: readonly string[], blank: string) => string;
  readonly reading: OpenSourceOptions;
  readonly hasKeys?: true;
}

const FORMS: readonly Form[] = [
  {
    write: (rows, _, space) => `${space}[${rows.join(`,${space}`)}]${space}`,
    reading: { format: 'json' },
  },
  { write: (rows) => `[${rows.join(',')}]`, reading: {} },
  { write: (rows, _, space) => rows.join(space), reading: { format: 'json' } },
  {
    write: (rows) => rows.map((json) => `${oneLine(json)}\n`).join(''),
    reading: { format: 'jsonl' },
  },
  { write: (rows) => rows.map(oneLine).join('\r\n'), reading: {} },
  {
    write: (rows, _, space) =>
      `{"x":[{"text":1}],"data":{"a":{},"rows":${space}[${rows.join(',')}]}}`,
    reading: { pick: 'data.rows' },
  },
  {
    write: (rows, keys, space) => `{${membersOf(rows, keys, space)}}`,
    reading: { keysAs: 'id' },
    hasKeys: true,
  },
  {
    write: (rows, keys, space) => `{"before":[],"all":{${membersOf(rows, keys, space)}},"z":1}`,
    reading: { pick: 'all', keysAs: 'id' },
    hasKeys: true,
  },
];

const membersOf = (rows: readonly string[], keys: readonly string[], space: string) =>
  rows.map((json, at) => `${space}${JSON.stringify(keys[at])}:${json}`).join(',');

const ENCODE: readonly ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
];

/** Documents of at least two rows: one object alone is no row. */
export const writtenDocuments: fc.Arbitrary<WrittenDocument> = fc
  .record({
    rows: fc.array(row, { minLength: 2, maxLength: 40, size: 'max' }),
    keys: fc.uniqueArray(anyText, { minLength: 40, maxLength: 40 }),
    form: fc.constantFrom(...FORMS),
    blank,
    encode: fc.constantFrom(...ENCODE),
    isPacked: fc.boolean(),
  })
  .map(({ rows, keys, form, blank: space, encode, isPacked }) => {
    const all = rows.map(({ json }) => json);
    const bytes = encode(form.write(all, keys, space));
    return {
      rows,
      keys: form.hasKeys && keys.slice(0, rows.length),
      bytes: isPacked ? gzipSync(bytes, { level: 1 }) : bytes,
      reading: form.reading,
    };
  });

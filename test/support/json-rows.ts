import fc from 'fast-check';
import type { TemplateFor } from '../../src/builders/rendering/rendered-batch.ts';
import type { Row } from '../../src/builders/rows/row.ts';
import { ROW_NUMBER, type RowPiece, type RowTemplate } from '../../src/engine/index.ts';
import { bytesOf } from './read-rows.ts';

const NAMES = ['a', 'b', 'tone'];

/** A template with all names in it, which needs something in the first one, and is another where the last one is blank. */
export const templateFor: TemplateFor = Object.assign(
  (columns: readonly string[]): RowTemplate => {
    const last = columns.length - 1;
    const texts = columns.flatMap((_, place): RowPiece[] => [bytesOf(`","c${place}":"`), place]);
    const end = bytesOf('"}\n');
    return {
      fields: columns.length,
      pieces: [bytesOf('{"row":"'), ROW_NUMBER, ...texts, end],
      whenBlank: { fields: [last], pieces: [bytesOf('{"blank":"'), ROW_NUMBER, end] },
      needed: [[0]],
      digest: [],
    };
  },
  { columns: NAMES },
);

/** What the line of a row says. */
export function recordOf(row: Row): unknown {
  const number = String(row.number).padStart(8, '0');
  const texts = NAMES.map((name) => row.text(name) ?? '');
  if (texts.at(-1)?.trim() === '') return { blank: number };
  return { row: number, ...Object.fromEntries(texts.map((text, place) => [`c${place}`, text])) };
}

/** Inside of a JSON string: escapes of every kind, white space, what readers take for ends of lines. */
export const jsonString: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      ...['a', 'b', ' ', 'é', '日本', '😀', '\u0085', '\u2028', '\u2029', '\u2027', '\u00a0'],
      ...['\\n', '\\t', '\\"', '\\\\', '\\/', '\\b', '\\f', '\\r', '\\r\\n', '\\u0041', '\\u00e9'],
      ...['\\u2028', '\\u00a0', '\\u3000', '\\ud83d\\ude00', '\\u0001', '\\u65e5', 'x'.repeat(40)],
      ...['more than sixteen plain bytes', 'é'.repeat(20), 'aé日😀\\n'.repeat(500)],
    ),
    { maxLength: 12 },
  )
  .map((pieces) => `"${pieces.join('')}"`);
const number = fc.constantFrom(
  ...['0', '-0', '1', '-1', '10', '100', '1.0', '1.50', '-0.0', '0.001', '-12.3400', '123456789'],
  ...['99999999999999', '999999999999.99', '9007199254740993', '1e3', '1.5E-7', '0.1', '120'],
);
const rare = fc.constantFrom('null', 'true', 'false', '"\\ud800"', '"\\u0000"', '{}', '[]');
const nested = fc.constantFrom(
  ...['[1, 2.50,"x\\n"]', '{"z":1,"a":{"c":"\\u00e9","b":[]}}', '{"k":1,"k":2}', '{"ü":1,"u":2}'],
  ...['[[],{},[null,true]]', '{"b":"x","a":"y","ab":0,"":1}'],
);
const value = fc.oneof(
  { weight: 8, arbitrary: jsonString },
  { weight: 3, arbitrary: number },
  rare,
  nested,
);
const key = fc.constantFrom('a', 'b', 'tone', 'é', 'c', 'A', 'aa', '', '\\u0061', '😀', 'ﬀ');
const space = fc.constantFrom('', '', ' ', '\t ');
const member = fc
  .tuple(key, space, value)
  .map(([name, blank, text]) => `"${name}"${blank}:${blank}${text}`);
/** Mostly rows that have all names. */
export const jsonRow: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(jsonString, value, jsonString, fc.array(member, { maxLength: 3 }), space)
      .map(
        ([a, b, e, more, blank]) =>
          `{${blank}"b":${b},${blank}"a":${a}${blank},"tone":${e}${more.map((one) => `,${one}`).join('')}${blank}}`,
      ),
  },
  fc.array(member, { maxLength: 4 }).map((members) => `{${members.join(',')}}`),
  value,
);

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GuessMachine } from '../../../src/builders/machines/guess-machine.ts';
import { JsonRenderer } from '../../../src/builders/rendering/json-renderer.ts';
import { rowDigest } from '../../../src/builders/row-digests/row-digests.ts';
import type { Row } from '../../../src/builders/rows/row.ts';
import { ROW_NUMBER, type RowPiece, type RowTemplate } from '../../../src/engine/index.ts';
import { cutAt, cuts } from '../../support/byte-chunks.ts';
import { bytesOf, plainRow } from '../../support/read-rows.ts';
import { render } from '../../support/rendered-rows.ts';

const OPTIONS = { name: 'x', maxRowBytes: 1_000_000 };
const NAMES = ['a', 'b', 'tone'];
const digestOf = await rowDigest();

/** A template with all names in it, which needs something in the first one, and is another where the last one is blank. */
const templateFor = Object.assign(
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

/** What a line says. */
function recordOf(row: Row): unknown {
  const number = String(row.number).padStart(8, '0');
  const texts = NAMES.map((name) => row.text(name) ?? '');
  if (texts.at(-1)?.trim() === '') return { blank: number };
  return { row: number, ...Object.fromEntries(texts.map((text, place) => [`c${place}`, text])) };
}

function readRows(bytes: Uint8Array) {
  const machine = new GuessMachine(OPTIONS);
  const rows = [...machine.push(bytes)];
  if (machine.failure === undefined) rows.push(...machine.finish());
  return { rows, failure: machine.failure?.toJSON() };
}

/** Inside of a JSON string: escapes of every kind, white space, what readers take for ends of lines. */
const inside = fc
  .array(
    fc.constantFrom(
      ...['a', 'b', ' ', 'é', '日本', '😀', '\u0085', '\u2028', '\u2029', '\u2027', '\u00a0'],
      ...['\\n', '\\t', '\\"', '\\\\', '\\/', '\\b', '\\f', '\\r', '\\r\\n', '\\u0041', '\\u00e9'],
      ...['\\u2028', '\\u00a0', '\\u3000', '\\ud83d\\ude00', '\\u0001', '\\u65e5', 'x'.repeat(40)],
      ...['more than sixteen plain bytes', 'é'.repeat(20)],
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
  { weight: 8, arbitrary: inside },
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
const row = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(inside, value, inside, fc.array(member, { maxLength: 3 }), space)
      .map(
        ([a, b, e, more, blank]) =>
          `{${blank}"b":${b},${blank}"a":${a}${blank},"tone":${e}${more.map((one) => `,${one}`).join('')}${blank}}`,
      ),
  },
  fc.array(member, { maxLength: 4 }).map((members) => `{${members.join(',')}}`),
  value,
);
const document = fc.oneof(
  fc.array(row, { maxLength: 12 }).map((rows) => rows.map((one) => ` ${one}\n`).join('')),
  fc.array(row, { maxLength: 12 }).map((rows) => `[${rows.join(', \n')}]`),
  fc
    .array(row, { maxLength: 6 })
    .map((rows) => `[${rows.map((one) => one.replaceAll(/,(?=")/g, ',\r\n  ')).join(',')}]`),
  fc.array(row, { maxLength: 6 }).map((rows) => `${rows.join('\n')}\n{"a":`),
  // lines of which some are no JSON
  fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: row },
        fc.constantFrom('{"a":"x\ry"}', '{"a":1,}', 'é', '{"a":01}'),
      ),
      {
        minLength: 1,
        maxLength: 8,
      },
    )
    .map((rows) => `{"a":"x","b":"y","tone":"z"}\n${rows.map((one) => `\t ${one} \n`).join('')}`),
);

describe('JsonRenderer', () => {
  it('always gives the rows and the failure of the machine, and of rendered rows what their values and the digest say', () => {
    let lines = 0;
    fc.assert(
      fc.property(document, cuts, (text, places) => {
        const bytes = bytesOf(text);
        const { rows, failure } = readRows(bytes);
        const machine = new GuessMachine({ ...OPTIONS, givesUnproven: true });
        const said = render(new JsonRenderer(machine, templateFor), cutAt(bytes, places));

        expect(said.failure).toEqual(failure);
        expect(said.rendered.map((one) => one.number)).toEqual(rows.map((one) => one.number));
        for (const [index, one] of said.rendered.entries()) {
          const expected = rows[index];
          if (expected === undefined) throw new Error('There is no such row');
          if (one.row !== undefined) {
            expect(plainRow(one.row)).toEqual(plainRow(expected));
            continue;
          }
          lines += 1;
          expect(one.line).not.toMatch(/[\u0085\u2028\u2029]/);
          expect(JSON.parse(one.line ?? '')).toEqual(recordOf(expected));
          expect(one.digest).toBe(digestOf(expected));
        }
      }),
      { numRuns: 3000 },
    );
    expect(lines).toBeGreaterThan(500);
  });
});

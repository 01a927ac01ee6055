import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GuessMachine } from '../../../src/builders/machines/guess-machine.ts';
import { JsonlMachine } from '../../../src/builders/machines/jsonl-machine.ts';
import { PickMachine } from '../../../src/builders/machines/pick-machine.ts';
import type { RowMachine } from '../../../src/builders/machines/row-machine.ts';
import { JsonRenderer } from '../../../src/builders/rendering/json-renderer.ts';
import { PickedRenderer } from '../../../src/builders/rendering/picked-renderer.ts';
import { rowDigest } from '../../../src/builders/row-digests/row-digests.ts';
import type { Row } from '../../../src/builders/rows/row.ts';
import { cutAt, cuts } from '../../support/byte-chunks.ts';
import { jsonRow, jsonString, recordOf, templateFor } from '../../support/json-rows.ts';
import { bytesOf, plainRow } from '../../support/read-rows.ts';
import { type Rendered, render } from '../../support/rendered-rows.ts';

const OPTIONS = { name: 'x', maxRowBytes: 1_000_000 };
const digestOf = await rowDigest();

function readRows(bytes: Uint8Array) {
  return readPieces(new GuessMachine(OPTIONS), [bytes]);
}

function readPieces(machine: RowMachine, pieces: readonly Uint8Array[]) {
  const rows: Row[] = [];
  for (const piece of pieces) if (machine.failure === undefined) rows.push(...machine.push(piece));
  if (machine.failure === undefined) rows.push(...machine.finish());
  return { rows, failure: machine.failure?.toJSON() };
}

const document = fc.oneof(
  fc.array(jsonRow, { maxLength: 12 }).map((rows) => rows.map((one) => ` ${one}\n`).join('')),
  fc.array(jsonRow, { maxLength: 12 }).map((rows) => `[${rows.join(', \n')}]`),
  fc
    .array(jsonRow, { maxLength: 6 })
    .map((rows) => `[${rows.map((one) => one.replaceAll(/,(?=")/g, ',\r\n  ')).join(',')}]`),
  fc.array(jsonRow, { maxLength: 6 }).map((rows) => `${rows.join('\n')}\n{"a":`),
  // lines of which some are no JSON
  fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: jsonRow },
        fc.constantFrom('{"a":"x\ry"}', '{"a":1,}', 'é', '{"a":01}'),
      ),
      {
        minLength: 1,
        maxLength: 8,
      },
    )
    .map((rows) => `{"a":"x","b":"y","tone":"z"}\n${rows.map((one) => `\t ${one} \n`).join('')}`),
);

/** What may be wrong with a document: bytes that are put in place of others, some of which are no UTF-8. */
const harm = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat({ max: 3 }),
  put: fc
    .array(
      fc.constantFrom(
        ...[
          '[',
          ']',
          '{',
          '}',
          ',',
          ':',
          '"',
          '\\',
          ' ',
          '\n',
          '\r',
          '\0',
          '\ufeff',
          '1',
          'x',
          'é',
        ],
        ...['null', '{"a":"x","b":"y","tone":"z"}'],
      ),
      { maxLength: 2 },
    )
    .map((pieces) => bytesOf(pieces.join(''))),
});
const badBytes = fc
  .uint8Array({ minLength: 1, maxLength: 2, min: 0x80 })
  .map((put) => ({ at: 1, removed: 0, put }));
const harmed = fc
  .tuple(
    document,
    fc.array(fc.oneof({ weight: 5, arbitrary: harm }, badBytes), { maxLength: 2 }),
    fc.constantFrom('', '', '\ufeff', '\ufeff\ufeff', ' \n\n'),
  )
  .map(([text, harms, start]) => {
    let bytes = Buffer.from(`${start}${text}`);
    for (const { at, removed, put } of harms) {
      const place = Math.floor(at * bytes.length);
      bytes = Buffer.concat([bytes.subarray(0, place), put, bytes.subarray(place + removed)]);
    }
    return bytes;
  });

/** Compares what became of a row with the row itself; gives the lines that it became. */
function expectRow(one: Rendered, expected: Row | undefined): number {
  if (expected === undefined) throw new Error('There is no such row');
  if (one.row !== undefined) {
    expect(plainRow(one.row)).toEqual(plainRow(expected));
    return 0;
  }
  expect(one.line).not.toMatch(/[\u0085\u2028\u2029]/);
  expect(JSON.parse(one.line ?? '')).toEqual(recordOf(expected));
  expect(one.digest).toBe(digestOf(expected));
  return 1;
}

describe('JsonRenderer', () => {
  it('always fails where the machine fails, and says the same, whatever is wrong and whatever the pieces', () => {
    let failures = 0;
    fc.assert(
      fc.property(
        harmed,
        cuts,
        fc.constantFrom(undefined, 'json', 'jsonl'),
        fc.constantFrom(OPTIONS.maxRowBytes, 60),
        (bytes, places, format, maxRowBytes) => {
          const options = { name: 'x', maxRowBytes };
          const newMachine = () =>
            format === 'jsonl'
              ? new JsonlMachine(options)
              : new GuessMachine({ ...options, format });
          const pieces = cutAt(bytes, places);
          const expected = readPieces(newMachine(), pieces);
          const renderer = new JsonRenderer(
            { ...options, format, machine: newMachine() },
            templateFor,
          );
          const said = render(renderer, pieces);

          expect(said.failure).toEqual(expected.failure);
          const numbers = said.rendered.map((one) => one.number);
          expect(numbers).toEqual(numbers.map((_, index) => index + 1));
          // a machine for objects one after the other knows an object's end only once the next one begins
          const isSooner = said.failure !== undefined && format !== 'jsonl';
          expect(numbers.length - expected.rows.length).toBeGreaterThanOrEqual(0);
          expect(numbers.length - expected.rows.length).toBeLessThanOrEqual(isSooner ? 2 : 0);
          if (said.failure !== undefined) failures += 1;
        },
      ),
      { numRuns: 1000 },
    );
    expect(failures).toBeGreaterThan(300);
  });

  it('always gives the rows and the failure of the machine, and of rendered rows what their values and the digest say', () => {
    let lines = 0;
    fc.assert(
      fc.property(document, cuts, (text, places) => {
        const bytes = bytesOf(text);
        const { rows, failure } = readRows(bytes);
        const renderer = new JsonRenderer(
          { ...OPTIONS, machine: new GuessMachine(OPTIONS) },
          templateFor,
        );
        const said = render(renderer, cutAt(bytes, places));

        expect(said.failure).toEqual(failure);
        expect(said.rendered.map((one) => one.number)).toEqual(rows.map((one) => one.number));
        for (const [index, one] of said.rendered.entries()) lines += expectRow(one, rows[index]);
      }),
      { numRuns: 1000 },
    );
    expect(lines).toBeGreaterThan(500);
  });
});

describe('PickedRenderer', () => {
  it('always gives the rows and the failure of the machine, and of rendered rows what their values and the digest say', () => {
    const member = fc.tuple(jsonString, jsonRow).map(([key, row]) => `${key}:${row}`);
    const inside = fc.oneof(
      fc
        .array(jsonRow, { maxLength: 8 })
        .map((rows) => ({ text: `[${rows.join(',\n')}]`, keysAs: undefined })),
      fc
        .array(member, { maxLength: 8 })
        .map((members) => ({ text: `{${members.join(', ')}}`, keysAs: 'b' })),
    );
    const end = fc.constantFrom('}', '}', '}', ',"more":[1]}', '', ',}', '}}');
    let lines = 0;
    fc.assert(
      fc.property(inside, end, cuts, ({ text, keysAs }, tail, places) => {
        const bytes = bytesOf(`{"before":[{"rows":1}],"rows": ${text}${tail}`);
        const newMachine = () => new PickMachine({ ...OPTIONS, pick: 'rows', keysAs });
        const pieces = cutAt(bytes, places);
        const { rows, failure } = readPieces(newMachine(), pieces);
        const renderer = new PickedRenderer(newMachine(), OPTIONS.maxRowBytes, templateFor);
        const said = render(renderer, pieces);

        expect(said.failure).toEqual(failure);
        expect(said.rendered.map((one) => one.number)).toEqual(rows.map((one) => one.number));
        for (const [index, one] of said.rendered.entries()) lines += expectRow(one, rows[index]);
      }),
      { numRuns: 1000 },
    );
    expect(lines).toBeGreaterThan(200);
  });
});

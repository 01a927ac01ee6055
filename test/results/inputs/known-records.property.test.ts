import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idBytes, idBytesOf, idText } from '../../../src/results/inputs/id-bytes.ts';
import { KnownRecords } from '../../../src/results/inputs/known-records.ts';
import { collidingIds } from '../../validators/support/colliding-ids.ts';

const ids = fc.oneof(
  fc.nat(60).map((number) => `REC-${number}`),
  fc.string({ maxLength: 80, unit: 'binary' }),
  fc.constantFrom('', '"', '\\', '\n', '__proto__', 'é', '\ud800', '\udfff', '\ufffd', '"\ud800"'),
  fc.constantFrom('x'.repeat(498), 'x'.repeat(499), 'x'.repeat(500), 'é'.repeat(400)),
  fc.constantFrom(...collidingIds(4)),
);
/** Lengths of lines, so that their offsets need more than 32 bits too. */
const lengths = fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.constantFrom(2 ** 31, 2 ** 33 + 5));
const records = fc.array(fc.record({ id: ids, bytes: lengths }), { maxLength: 200 });

describe('KnownRecords', () => {
  it('always finds the record that a map of the ids finds, and gives back ids and places', () => {
    fc.assert(
      fc.property(records, fc.array(ids), fc.nat(1000), (all, strangers, expected) => {
        const known = new KnownRecords(expected);
        const positions = new Map<string, number>();
        for (const [position, { id, bytes }] of all.entries()) {
          known.add(idBytes(id), bytes);
          positions.set(id, position);
        }

        expect(known.count).toBe(all.length);
        let offset = 0;
        for (const [position, { id, bytes }] of all.entries()) {
          expect(known.positionOf(id)).toBe(positions.get(id));
          expect(known.recordIdAt(position)).toBe(id);
          expect(known.lineAt(position)).toEqual({ offset, bytes });
          offset += bytes;
        }
        expect(known.bytes).toBe(offset);
        for (const id of strangers) expect(known.positionOf(id)).toBe(positions.get(id));
      }),
    );
  });

  it('finds each of many records, however many were expected', () => {
    const count = 30_000;
    for (const expected of [0, count, 1e15]) {
      const known = new KnownRecords(expected);
      for (let number = 0; number < count; number += 1) known.add(idBytes(`R-${number}`), 10);

      const numbers = Array.from({ length: count }, (_, number) => number);
      expect(numbers.filter((number) => known.positionOf(`R-${number}`) !== number)).toEqual([]);
      expect(numbers.filter((number) => known.recordIdAt(number) !== `R-${number}`)).toEqual([]);
      expect(known.positionOf(`R-${count}`)).toBeUndefined();
    }
  });
});

const forms = fc.constantFrom('first', 'last', 'escaped', 'spaced', 'raw', 'cut', 'number');

function lineOf(id: string, form: string): string {
  const json = JSON.stringify(id);
  const units = Array.from({ length: id.length }, (_, at) =>
    id.charCodeAt(at).toString(16).padStart(4, '0'),
  );
  switch (form) {
    case 'last':
      return `{"modelInput":{"text":"é"},"recordId":${json}}`;
    case 'escaped':
      return `{"recordId":"${units.map((unit) => `\\u${unit}`).join('')}","modelInput":{}}`;
    case 'spaced':
      return `{ "recordId" : ${json} , "modelInput" : {} }`;
    case 'raw':
      return `{"recordId":"${id}","modelInput":{}}`;
    case 'cut':
      return `{"recordId":${json}`;
    case 'number':
      return `{"recordId":${id.length},"modelInput":{}}`;
    default:
      return `{"recordId":${json},"modelInput":{}}`;
  }
}

/** The id as it was read before ids were kept as bytes: what stands in front as it is, else by parsing. */
function idOf(line: Uint8Array): string {
  const start = Buffer.from(line.subarray(0, 512)).toString('utf8');
  const id = /^\{"recordId":"([^"]*)"/.exec(start)?.[1];
  if (id !== undefined && !id.includes('\\')) return id;
  try {
    const { recordId } = JSON.parse(new TextDecoder().decode(line)) as { recordId?: unknown };
    return typeof recordId === 'string' ? recordId : '';
  } catch {
    return '';
  }
}

describe('idBytes', () => {
  it('always gives the id back, and the same bytes for the same ids alone', () => {
    fc.assert(
      fc.property(ids, ids, (one, other) => {
        expect(idText(idBytes(one))).toBe(one);
        expect(Buffer.from(idBytes(one)).equals(idBytes(other))).toBe(one === other);
      }),
    );
  });

  it('always reads the id off a line that parsing it would give', () => {
    fc.assert(
      fc.property(ids, forms, (id, form) => {
        const line = Buffer.from(lineOf(id, form));

        expect(idText(idBytesOf(line))).toBe(idOf(line));
      }),
    );
  });

  it('always reads the same off bytes that are no UTF-8', () => {
    fc.assert(
      fc.property(ids, fc.uint8Array({ maxLength: 4 }), fc.nat(30), (id, bytes, at) => {
        const line = Buffer.from(lineOf(id, 'first'));
        line.set(bytes.subarray(0, line.length), Math.min(at, line.length - bytes.length));

        expect(idText(idBytesOf(line))).toBe(idOf(line));
      }),
    );
  });
});

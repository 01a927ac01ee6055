import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeRecord } from '../../../src/builders/index.ts';
import { DistinctInputs } from '../../../src/builders/repeats/distinct-inputs.ts';
import { WrittenLines } from '../../../src/builders/repeats/written-lines.ts';
import { hashId, lineOf, PlainLineEngine } from '../../../src/engine/index.ts';

/** As many lines in each block as are given, by the longest that is kept. */
interface Taking {
  readonly lines: readonly Uint8Array[];
  readonly blockLines: number;
  readonly inputs: DistinctInputs;
  readonly maxLineBytes?: number;
}

/** Gives for each line the record whose model input it has, 0 where it is a record itself; a line of a block before is read again. */
function repeatsOf({ lines, blockLines, inputs, maxLineBytes }: Taking): number[] {
  const engine = new PlainLineEngine({ maxLineBytes });
  let bytes = Buffer.alloc(0);
  const written = new WrittenLines((into, position) =>
    bytes.copy(into, 0, position, position + into.length),
  );
  const repeats: number[] = [];
  for (let from = 0; from < lines.length; from += blockLines) {
    const piece = Buffer.concat(lines.slice(from, from + blockLines));
    engine.room(piece.length).set(piece);
    const block = engine.push(piece.length);
    const found = inputs.take(block, written);
    repeats.push(...found);
    const kept = Array.from({ length: block.count }, (_, index) => index)
      .filter((index) => found[index] === 0)
      .map((index) => Buffer.from(lineOf(block, index)));
    bytes = Buffer.concat([bytes, ...kept]);
    let end = 0;
    const ends = Uint32Array.from(kept, ({ length }) => (end += length));
    written.add({ bytes: Buffer.concat(kept), ends, count: kept.length });
  }
  return repeats;
}

/** What has to come out: the first line with the same text, counted among the lines that are first. */
function firstOf(texts: readonly string[]): number[] {
  const records = new Map<string, number>();
  return texts.map((text) => {
    const record = records.get(text) ?? 0;
    if (record === 0) records.set(text, records.size + 1);
    return record;
  });
}

const HASHES = {
  'the hash of ids': hashId,
  'one hash for all': (_bytes: Uint8Array, into: { first: number; second: number }) =>
    Object.assign(into, { first: 7, second: 7 }),
  'one hash for each length': ({ length }: Uint8Array, into: { first: number; second: number }) =>
    Object.assign(into, { first: length, second: 1 }),
};

const inputs = fc.oneof(
  fc.constantFrom({ a: 1 }, { a: 2 }, { b: 1 }, {}, { a: 1, b: 1 }, { b: 1, a: 1 }),
  fc.record({ text: fc.string({ unit: 'grapheme', maxLength: 3 }) }),
);

describe('DistinctInputs', () => {
  it.each(Object.entries(HASHES))(
    'always finds the first record with the same bytes, and never another one, by %s',
    (_name, hash) => {
      fc.assert(
        fc.property(
          fc.array(inputs, { maxLength: 60 }),
          fc.integer({ min: 1, max: 70 }),
          (all, blockLines) => {
            const lines = all.map((modelInput, index) =>
              encodeRecord({ recordId: `"${index}`, modelInput }),
            );
            const found = repeatsOf({ lines, blockLines, inputs: new DistinctInputs(hash) });

            expect(found).toEqual(firstOf(all.map((input) => JSON.stringify(input))));
          },
        ),
        { numRuns: 300 },
      );
    },
  );

  it('takes no more lines of one hash for the same than it compares, and never different ones', () => {
    const many = Array.from({ length: 200 }, (_, index) => ({ index }));
    const all = [...many, ...many];
    const lines = all.map((modelInput, index) =>
      encodeRecord({ recordId: `${index}`, modelInput }),
    );
    const inputs = new DistinctInputs(HASHES['one hash for all']);

    const found = repeatsOf({ lines, blockLines: 30, inputs });

    expect(found.slice(0, 200)).toEqual(many.map(() => 0));
    expect(found.slice(200, 264)).toEqual(many.slice(0, 64).map(({ index }) => index + 1));
    expect(found.slice(264)).toEqual(many.slice(64).map(() => 0));
  });

  it('takes a line for no repeat that is cut or of another shape', () => {
    const long = encodeRecord({ recordId: '1', modelInput: { text: 'x'.repeat(5000) } });
    const other = Buffer.from('{"recordId":1,"modelInput":{}}\n');
    const short = encodeRecord({ recordId: '1', modelInput: { text: 'x' } });
    const lines = [long, long, other, other, short, short];

    const found = repeatsOf({
      lines,
      blockLines: 6,
      inputs: new DistinctInputs(),
      maxLineBytes: 4000,
    });

    expect(found).toEqual([0, 0, 0, 0, 0, 5]);
  });
});

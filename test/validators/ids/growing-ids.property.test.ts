import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlainLineEngine, type Verdicts } from '../../../src/engine/index.ts';
import { GrowingIds } from '../../../src/validators/ids/growing-ids.ts';
import { simdEngine } from '../../support/simd-lines.ts';

const engine = simdEngine({ recordBytes: 1e6 });

/** One block of the engine, whose memory is that of the block before. */
function blockOf(ids: readonly string[]): Verdicts {
  const text = ids.map((id) => `{"recordId":${JSON.stringify(id)},"modelInput":{}}\n`).join('');
  const room = engine.room(Buffer.byteLength(text));
  room.set(Buffer.from(text));
  return engine.push(Buffer.byteLength(text));
}

function isAbove(id: string | undefined, last: string | undefined): boolean {
  if (id === undefined) return false;
  if (last === undefined || id.length !== last.length) return id.length > (last?.length ?? -1);
  return id > last;
}

const blocks = fc.array(
  fc.array(fc.string({ unit: fc.constantFrom('0', '1', 'a'), minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 9,
  }),
  { maxLength: 9 },
);

describe('GrowingIds', () => {
  it('always takes ids as long as each is longer or later than the one before, also that of a block whose memory is written to again', () => {
    fc.assert(
      fc.property(blocks, (all) => {
        const growing = new GrowingIds();
        engine.restart();
        let last: string | undefined;
        for (const ids of all) {
          let expected = 0;
          while (isAbove(ids[expected], last)) last = ids[expected++];
          expect(growing.takeAll(blockOf(ids), [0, ids.length])).toBe(expected);
        }
      }),
    );
  });

  it('takes no line that is not accepted, and single ids', () => {
    const growing = new GrowingIds();
    const plain = new PlainLineEngine();
    const text = Buffer.from('{"recordId":"a","modelInput":{}}\n');
    plain.room(text.length).set(text);

    expect(growing.takeAll(plain.push(text.length), [0, 1])).toBe(0);
    expect(growing.take(Buffer.from('a'))).toBe(true);
    expect(growing.take(Buffer.from('a'))).toBe(false);
    expect(growing.take(Buffer.from('b'))).toBe(true);
    expect(growing.take(Buffer.from('B'))).toBe(false);
    expect(growing.take(Buffer.from('aa'))).toBe(true);
  });
});

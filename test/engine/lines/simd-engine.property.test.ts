import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCEPTED, PlainLineEngine, TOO_LONG } from '../../../src/engine/index.ts';
import { cutAt, cuts } from '../../support/byte-chunks.ts';
import { judged, simdEngine } from '../../support/simd-lines.ts';

const GOOD = '{"recordId":"r-1","modelInput":{"a":[1,"x"]}}';

/** Lines of JSON and of anything, and bytes that are no text. */
const bytes = fc
  .array(
    fc.oneof(
      fc.constantFrom(`${GOOD}\n`, GOOD, '\n', '\r\n', ' ', '{}', '\ufeff').map(toBytes),
      fc.uint8Array({ maxLength: 30 }),
    ),
    { maxLength: 20 },
  )
  .map((pieces) => Uint8Array.from(Buffer.concat(pieces)));

function toBytes(text: string): Uint8Array {
  return Buffer.from(text);
}

const NO_SHAPE = { recordBytes: 1e6 };

describe('SimdLineEngine', () => {
  it('always gives the lines of the plain engine, however the bytes are cut', () => {
    fc.assert(
      fc.property(bytes, cuts, (all, places) => {
        const pieces = cutAt(all, places);
        const plain = judged(new PlainLineEngine(), pieces);
        const lines = judged(simdEngine(NO_SHAPE), pieces);

        expect(lines.map(({ bytes: line, offset }) => ({ line, offset }))).toEqual(
          plain.map(({ bytes: line, offset }) => ({ line, offset })),
        );
      }),
    );
  });

  it('always finds the same lines too long as the plain engine', () => {
    fc.assert(
      fc.property(bytes, cuts, fc.integer({ min: 1, max: 60 }), (all, places, maxLineBytes) => {
        const pieces = cutAt(all, places);
        const facts = (lines: ReturnType<typeof judged>) =>
          lines.map(({ offset, verdict }) => ({ offset, tooLong: verdict === TOO_LONG }));

        expect(facts(judged(simdEngine({ ...NO_SHAPE, maxLineBytes }), pieces))).toEqual(
          facts(judged(new PlainLineEngine({ maxLineBytes }), pieces)),
        );
      }),
    );
  });

  it('always says the same of every line that a newline ends, however the bytes are cut', () => {
    fc.assert(
      fc.property(bytes, cuts, (all, places) => {
        expect(judged(simdEngine(NO_SHAPE), cutAt(all, places))).toEqual(
          judged(simdEngine(NO_SHAPE), [all]),
        );
      }),
    );
  });

  it('accepts only what JSON.parse takes, with the id that stands there', () => {
    fc.assert(
      fc.property(bytes, (all) => {
        for (const line of judged(simdEngine(NO_SHAPE), [all])) {
          if (line.verdict !== ACCEPTED) continue;
          const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
            line.bytes,
          );
          expect(JSON.parse(text)).toMatchObject({ recordId: line.recordId });
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCEPTED, hashId, lineOf, type Verdicts } from '../../../src/engine/index.ts';
import { modelInputBytes } from '../../../src/validators/index.ts';
import { simdEngine } from '../../support/simd-lines.ts';

const blank = fc.constantFrom('', '', ' ', '  ', '\t');
const input = fc
  .oneof(
    fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }),
    fc.record({ text: fc.string({ minLength: 990, maxLength: 1100 }) }),
  )
  .map((value) => JSON.stringify(value));
/** Records with and without blanks, the id first or last, and lines that are none. */
const line = fc.oneof(
  fc
    .tuple(fc.string({ maxLength: 9 }), input, blank, fc.boolean())
    .map(([id, modelInput, gap, isLast]) => {
      const members = [
        `"recordId"${gap}:${JSON.stringify(id)}`,
        `"modelInput":${gap}${modelInput}`,
      ];
      return `{${gap}${(isLast ? members.toReversed() : members).join(`,${gap}`)}${gap}}`;
    }),
  fc.constantFrom('', '{}', '[1]', '{"recordId":"a"}', '{"recordId":"\\u0041","modelInput":{}}'),
);

function hashesOf({ inputHashes }: Verdicts, index: number): readonly (number | undefined)[] {
  return [inputHashes?.[2 * index], inputHashes?.[2 * index + 1]];
}

describe('hashes of model inputs', () => {
  it('are always those of the bytes that are compared, or none of a line that needs a closer look', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        (all, most) => {
          const engine = simdEngine({ recordBytes: 1e6, hashesInputs: true });
          for (let from = 0; from < all.length; from += most) {
            const bytes = Buffer.from(
              all
                .slice(from, from + most)
                .map((one) => `${one}\n`)
                .join(''),
            );
            engine.room(bytes.length).set(bytes);
            const block = engine.push(bytes.length);
            for (let index = 0; index < block.count; index += 1) {
              const bytesOfInput = modelInputBytes(lineOf(block, index));
              const said = hashesOf(block, index);
              if (block.verdict[index] !== ACCEPTED) {
                expect(said).toEqual([0, 0]);
                continue;
              }
              const { first, second } = hashId(bytesOfInput ?? Buffer.alloc(0), {
                first: 0,
                second: 0,
              });
              expect(said).toEqual([first, second]);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are not made where nobody asks for them', () => {
    const engine = simdEngine({ recordBytes: 1e6 });
    const bytes = Buffer.from('{"recordId":"a","modelInput":{}}\n');
    engine.room(bytes.length).set(bytes);

    expect(engine.push(bytes.length).inputHashes).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { INPUT_NOT_COMPARED, INPUT_REPEATED } from '../../../src/engine/index.ts';
import { simdEngine } from '../../support/simd-lines.ts';

const DIFFERS = 0;

const line = (number: number, text: string) =>
  `${JSON.stringify({ recordId: `r${number}`, modelInput: { text } })}\n`;

/** What an engine says of the model inputs of the lines of each block. */
function repeats(...blocks: readonly string[]): readonly (readonly number[])[] {
  const engine = simdEngine({ recordBytes: 1e6 });
  return blocks.map((block) => {
    const bytes = Buffer.from(block);
    engine.room(bytes.length).set(bytes);
    const { count, repeats: said } = engine.push(bytes.length);
    return [...said.subarray(0, count)];
  });
}

const LONG = 'x'.repeat(3000);

describe('SimdLineEngine, of model inputs', () => {
  it('compares each with that of the line before', () => {
    expect(repeats(line(1, 'a') + line(20, 'a') + line(3, 'b'))).toEqual([
      [INPUT_NOT_COMPARED, INPUT_REPEATED, DIFFERS],
    ]);
  });

  it('sees that the first one of a block differs where it begins otherwise or is longer', () => {
    expect(repeats(line(1, 'a'), line(2, 'b'), line(3, `b${LONG}`), line(4, `c${LONG}`))).toEqual([
      [INPUT_NOT_COMPARED],
      [DIFFERS],
      [DIFFERS],
      [DIFFERS],
    ]);
  });

  it('leaves open whether it is the same where it begins so', () => {
    expect(repeats(line(1, 'a'), line(22, 'a'), line(3, `${LONG}a`), line(4, `${LONG}b`))).toEqual([
      [INPUT_NOT_COMPARED],
      [INPUT_NOT_COMPARED],
      [DIFFERS],
      [INPUT_NOT_COMPARED],
    ]);
  });

  it('compares none with what stood before a line that is no record', () => {
    expect(repeats(`${line(1, 'a')}\n`, line(2, 'b'), `{}\n${line(3, 'c')}`)).toEqual([
      [INPUT_NOT_COMPARED, INPUT_NOT_COMPARED],
      [INPUT_NOT_COMPARED],
      [INPUT_NOT_COMPARED, INPUT_NOT_COMPARED],
    ]);
  });
});

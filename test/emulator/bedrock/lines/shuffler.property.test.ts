import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../src/emulator/bedrock/lines/random.ts';
import { Shuffler } from '../../../../src/emulator/bedrock/lines/shuffler.ts';

function shuffle(count: number, seed: string, bytes = 4): { order: number[]; window: number } {
  const shuffler = new Shuffler(seededRandom(seed));
  const order: number[] = [];
  let window = 0;
  const take = (lines: readonly Uint8Array[]) => {
    for (const line of lines) order.push(Buffer.from(line.buffer, line.byteOffset).readUInt32LE(0));
  };
  for (let index = 0; index < count; index += 1) {
    const line = Buffer.alloc(bytes);
    line.writeUInt32LE(index);
    take(shuffler.push(line));
    window = Math.max(window, index + 1 - order.length);
  }
  take(shuffler.finish());
  return { order, window };
}

describe('Shuffler', () => {
  it('always gives every line once, from a window of at most 1,000', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.string(), (count, seed) => {
        const { order, window } = shuffle(count, seed);

        expect([...order].sort((a, b) => a - b)).toEqual(
          Array.from({ length: count }, (_, i) => i),
        );
        expect(window).toBeLessThanOrEqual(1000);
      }),
      { numRuns: 25 },
    );
  });

  it('gives another order than it took, and the same one for the same seed', () => {
    const { order } = shuffle(100, 'a');

    expect(order).not.toEqual([...order].sort((a, b) => a - b));
    expect(shuffle(100, 'a').order).toEqual(order);
    expect(shuffle(100, 'b').order).not.toEqual(order);
  });

  it('keeps at most 8 MiB', () => {
    const { window } = shuffle(20, 'a', 1 << 20);

    expect(window).toBe(8);
  });
});

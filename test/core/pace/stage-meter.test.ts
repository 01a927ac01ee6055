import { describe, expect, it } from 'vitest';
import { StageMeter } from '../../../src/core/index.ts';

/** Tells a meter how much is done each some seconds, and gives what it says last. */
function metered(done: readonly number[], total?: number, seconds = 10) {
  const meter = new StageMeter();
  let last: ReturnType<StageMeter['saw']> | undefined;
  for (const [index, amount] of done.entries()) {
    const at = { steady: index * seconds * 1_000, wall: index * seconds * 1_000 };
    last = meter.saw(amount, { total, at });
  }
  return last;
}

describe('StageMeter', () => {
  it('counts only what was done since it began to look', () => {
    expect(metered([900])).toEqual({ rate: undefined, left: undefined });
    expect(metered([900, 910, 920])?.rate).toBe(1);
  });

  it('says how long it takes yet where it is known how much there is', () => {
    expect(metered([0, 100, 200, 300], 400)?.left?.likely).toBe(10);
    expect(metered([0, 100, 200, 300])?.left).toBeUndefined();
    expect(metered([0, 100, 200, 300], 300)?.left).toBeUndefined();
  });

  it('leaves out what is begun anew, and a time that nobody knows', () => {
    expect(metered([0, 100, 0, 100])?.rate).toBeCloseTo(200 / 30);

    const meter = new StageMeter();
    meter.saw(0, { at: { steady: 0, wall: 0 } });
    meter.saw(100, { at: { steady: 10_000, wall: 10_000 } });
    // it slept for an hour, in which something else went on
    meter.saw(90_000, { at: { steady: 20_000, wall: 3_620_000 } });
    const seen = meter.saw(90_100, { at: { steady: 30_000, wall: 3_630_000 } });

    expect(seen.rate).toBe(10);
  });

  it('takes looks together that come thick and fast', () => {
    const done = Array.from({ length: 1_001 }, (_, index) => index);

    expect(metered(done, undefined, 0.001)?.rate).toBeCloseTo(1_000);
  });
});

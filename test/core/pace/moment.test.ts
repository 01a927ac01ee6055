import { describe, expect, it } from 'vitest';
import { momentNow, secondsBetween } from '../../../src/core/index.ts';

const START = { steady: 1_000, wall: 1_800_000_000_000 };

/** A moment some milliseconds after the start, by both clocks. */
function after(steady: number, wall: number) {
  return { steady: START.steady + steady, wall: START.wall + wall };
}

describe('secondsBetween()', () => {
  it('gives the seconds where both clocks agree, or nearly do', () => {
    expect(secondsBetween(START, after(60_000, 60_000))).toBe(60);
    expect(secondsBetween(START, after(60_000, 61_500))).toBe(60);
    // an hour in which the clock of the wall was brought in step
    expect(secondsBetween(START, after(3_600_000, 3_582_000))).toBe(3600);
  });

  it('knows nothing of a time in which the machine slept, or a clock was set', () => {
    expect(secondsBetween(START, after(60_000, 3_660_000))).toBeUndefined();
    expect(secondsBetween(START, after(60_000, -3_600_000))).toBeUndefined();
  });

  it('knows nothing of no time', () => {
    expect(secondsBetween(START, START)).toBeUndefined();
    expect(secondsBetween(after(1, 1), START)).toBeUndefined();
  });
});

describe('momentNow()', () => {
  it('goes on', () => {
    const first = momentNow();

    expect(momentNow().steady).toBeGreaterThanOrEqual(first.steady);
    expect(first.wall).toBeGreaterThan(1_700_000_000_000);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PaceWindow, timeLeft } from '../../../src/core/index.ts';

const spans = fc.array(
  fc.tuple(
    fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    fc.oneof(fc.nat(1_000_000_000), fc.constant(0)),
  ),
  { maxLength: 100 },
);

describe('PaceWindow', () => {
  it('never gives a pace below 0, or one that lies outside of its range', () => {
    fc.assert(
      fc.property(spans, fc.double({ min: 1, max: 1e6, noNaN: true }), (all, seconds) => {
        const window = new PaceWindow(seconds);
        for (const [time, done] of all) window.add(time, done);
        const { pace } = window;

        expect(pace === undefined).toBe(all.length === 0);
        if (pace === undefined) return;
        expect(pace.likely).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(pace.likely)).toBe(true);
        const { low, high } = pace.range ?? { low: pace.likely, high: pace.likely };
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(pace.likely);
        expect(high).toBeGreaterThanOrEqual(pace.likely);
      }),
    );
  });

  it('never takes what no clock or count can say', () => {
    const odd = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, Number.NEGATIVE_INFINITY);
    fc.assert(
      fc.property(odd, odd, (a, b) => {
        const window = new PaceWindow(60);
        window.add(10, 10);
        window.add(a, 10);
        window.add(10, b);

        expect(window.pace?.likely).toBe(1);
      }),
    );
  });

  it('always has the pace of something even, however it is cut into spans', () => {
    const times = fc.array(fc.double({ min: 0.001, max: 100, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 1_000_000 }), (all, rate) => {
        const window = new PaceWindow(1_800);
        for (const seconds of all) window.add(seconds, seconds * rate);

        expect((window.pace?.likely ?? 0) / rate).toBeCloseTo(1, 6);
      }),
    );
  });
});

describe('timeLeft()', () => {
  it('never gives a time below 0, none that is no number, and none out of order', () => {
    const rate = fc.double({ min: 0, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(fc.nat(1_000_000_000), rate, rate, rate, (rest, a, b, c) => {
        const [low = 0, likely = 0, high = 0] = [a, b, c].sort((one, other) => one - other);
        const left = timeLeft(rest, { likely, range: { low, high } });

        if (likely === 0) expect(left).toBeUndefined();
        if (left === undefined) return;
        expect(left.low).toBeGreaterThanOrEqual(0);
        expect(left.likely).toBeGreaterThanOrEqual(left.low);
        if (left.high !== undefined) expect(left.high).toBeGreaterThanOrEqual(left.likely);
      }),
    );
  });

  it('knows nothing where nobody knows how far the pace is off', () => {
    expect(timeLeft(10, { likely: 5, range: undefined })).toBeUndefined();
    expect(timeLeft(10, undefined)).toBeUndefined();
  });

  it('has no end where it may as well stand still', () => {
    const left = timeLeft(100, { likely: 10, range: { low: 0.001, high: 20 } });

    expect(left).toEqual({ low: 5, likely: 10, high: undefined });
  });
});

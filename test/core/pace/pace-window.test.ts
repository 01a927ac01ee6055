import { describe, expect, it } from 'vitest';
import { PaceWindow } from '../../../src/core/index.ts';

/** A window after some spans of time. */
function windowOf(spans: readonly (readonly [seconds: number, done: number])[], seconds = 1_800) {
  const window = new PaceWindow(seconds);
  for (const span of spans) window.add(...span);
  return window;
}

describe('PaceWindow', () => {
  it('knows nothing before some time has passed', () => {
    expect(windowOf([]).pace).toBeUndefined();
    expect(windowOf([[0, 5]]).pace).toBeUndefined();
  });

  it('gives the pace at once, and how far it may be off after three spans', () => {
    expect(windowOf([[10, 50]]).pace).toEqual({ likely: 5, range: undefined });
    expect(
      windowOf([
        [10, 50],
        [10, 50],
      ]).pace?.range,
    ).toBeUndefined();
    expect(
      windowOf([
        [10, 50],
        [10, 50],
        [10, 50],
      ]).pace?.range,
    ).toEqual({ low: 4.5, high: 5.5 });
  });

  it('doubts a pace more that differs more', () => {
    const even = windowOf(Array.from({ length: 10 }, () => [10, 50] as const)).pace?.range;
    const odd = windowOf(
      Array.from({ length: 10 }, (_, at) => [10, at % 2 === 0 ? 0 : 100] as const),
    );

    expect(odd.pace?.likely).toBe(5);
    expect(odd.pace?.range?.high).toBeGreaterThan((even?.high ?? 0) * 1.3);
  });

  it('tells what stands still from what nobody has seen yet', () => {
    expect(
      windowOf([
        [10, 0],
        [10, 0],
        [10, 0],
      ]).pace,
    ).toEqual({
      likely: 0,
      range: { low: 0, high: 0 },
    });
  });

  it('forgets what lies behind the window, as far as enough is left', () => {
    const fast = Array.from({ length: 20 }, () => [10, 1_000] as const);
    const slow = Array.from({ length: 20 }, () => [10, 10] as const);

    expect(windowOf([...fast, ...slow], 200).pace?.likely).toBe(1);
    // each look an hour apart
    const hours = Array.from({ length: 9 }, () => [3_600, 3_600] as const);
    expect(windowOf(hours, 200).pace?.range).toBeDefined();
  });

  it('keeps its window where looks come thick and fast', () => {
    const thick = windowOf(Array.from({ length: 5_000 }, () => [0.01, 1] as const));
    thick.add(50, 5_000);

    expect(thick.pace?.likely).toBeCloseTo(100);
    expect(thick.pace?.range?.low).toBeGreaterThan(85);
  });
});

import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../src/cli/progress/reading.ts';
import { readingLines } from '../../../src/cli/progress/reading-lines.ts';
import { painter } from '../../../src/cli/terminal/color.ts';
import { displayWidth } from '../../../src/cli/terminal/display-width.ts';

const seconds = fc.double({ min: 0, max: 1e9, noNaN: true });
const dollars = fc.double({ min: 0, max: 1e6, noNaN: true });

const reading: fc.Arbitrary<Reading> = fc
  .record({
    total: fc.option(fc.nat(1_000_000_000), { nil: undefined }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    rate: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: undefined }),
    left: fc.option(fc.tuple(seconds, seconds, seconds), { nil: undefined }),
    statuses: fc.array(fc.record({ status: fc.string(), jobs: fc.nat(100_000) }), { maxLength: 8 }),
    cost: fc.option(fc.tuple(dollars, dollars), { nil: undefined }),
    waitingSince: fc.constantFrom(undefined, '2026-11-30T20:41:09Z'),
    isLocal: fc.boolean(),
  })
  .map(({ total, share, rate, left, statuses, cost, waitingSince, isLocal }) => {
    const done = total === undefined ? 7 : Math.floor(total * share);
    const [low = 0, likely = 0, high = 0] = [...(left ?? [])].sort((a, b) => a - b);
    const [least = 0, most = 0] = [...(cost ?? [])].sort((a, b) => a - b);
    const measure = {
      ...{ done, total, failed: Math.floor(done / 2), rate, statuses },
      left: left === undefined ? undefined : { low, likely, high },
      cost: cost === undefined ? undefined : { low: least, high: most, isEstimated: true },
    };
    return { done, total, unit: 'records', measure, waitingSince, isLocal } as const;
  });

const columns = fc.integer({ min: 18, max: 250 });

function linesOf(of: Reading, room: number, isColored = false): readonly string[] {
  return readingLines(of, { stage: 'wait', room, paint: painter(isColored) });
}

describe('readingLines()', () => {
  it('never is wider than its room, nor has more lines than can be put away', () => {
    fc.assert(
      fc.property(reading, columns, fc.boolean(), (of, room, isColored) => {
        const lines = linesOf(of, room, isColored);

        expect(lines.length).toBeLessThanOrEqual(8);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(room);
      }),
    );
  });

  it('never says that all is done before it is', () => {
    fc.assert(
      fc.property(reading, columns, (of, room) => {
        const { done = 0, total } = of.measure ?? {};
        const percents = /^wait +[█░]+ +(\d+) %/.exec(linesOf(of, room)[0] ?? '')?.[1];

        if (total === undefined || total === 0) expect(percents).toBeUndefined();
        else expect(percents === '100').toBe(done === total);
      }),
    );
  });

  it('always says the same with colours and without', () => {
    fc.assert(
      fc.property(reading, columns, (of, room) => {
        const colored = linesOf(of, room, true).map((line) => stripVTControlCharacters(line));

        expect(colored).toEqual(linesOf(of, room));
      }),
    );
  });
});

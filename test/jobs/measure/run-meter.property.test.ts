import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobStatuses } from '../../../src/dataset/index.ts';
import type { JobReading } from '../../../src/jobs/measure/job-meter.ts';
import type { RunMeasure } from '../../../src/jobs/measure/run-measure.ts';
import { RunMeter } from '../../../src/jobs/measure/run-meter.ts';

const count = fc.oneof(fc.nat(1_000_000_000), fc.nat(100), fc.constant(0));

/** Anything a reply may say, also what does not fit together. */
const look = fc.record(
  {
    attempt: fc.nat(3),
    status: fc.option(fc.oneof(fc.constantFrom(...jobStatuses), fc.string()), { nil: undefined }),
    counts: fc.option(
      fc.record({ total: count, processed: count, succeeded: count, failed: count }),
      {
        nil: undefined,
      },
    ),
    forgotten: fc.constantFrom(undefined, true as const),
  },
  { requiredKeys: ['attempt'] },
);

const run = fc.record({
  areAllSubmitted: fc.boolean(),
  records: fc.array(fc.option(count, { nil: undefined }), { minLength: 1, maxLength: 6 }),
  looks: fc.array(
    fc.record({
      jobs: fc.array(look, { minLength: 6, maxLength: 6 }),
      steady: fc.double({ min: 0, max: 1e8, noNaN: true }),
      wall: fc.double({ min: -1e8, max: 1e8, noNaN: true }),
      isClear: fc.boolean(),
    }),
    { minLength: 1, maxLength: 30 },
  ),
});

type Looked = typeof run extends fc.Arbitrary<infer Value> ? Value : never;

/** Each look, and what was measured of it. */
function measures({ areAllSubmitted, records, looks }: Looked) {
  const meter = new RunMeter(areAllSubmitted);
  const at = { steady: 0, wall: 0 };
  return looks.map(
    ({ jobs, steady, wall, isClear }): readonly [readonly JobReading[], RunMeasure] => {
      at.steady += steady;
      at.wall += isClear ? steady : wall;
      const readings = records.map((all, index) => ({
        ...(jobs[index] ?? { attempt: 0 }),
        id: String(index),
        records: all,
      }));
      return [readings, meter.saw(readings, { ...at })];
    },
  );
}

describe('RunMeter', () => {
  it('never has more done than there is, and counts in whole numbers', () => {
    fc.assert(
      fc.property(run, (looked) => {
        for (const [, { done, total, failed }] of measures(looked)) {
          expect(Number.isSafeInteger(done)).toBe(true);
          expect(failed).toBeLessThanOrEqual(done);
          if (total !== undefined) expect(done).toBeLessThanOrEqual(total);
        }
      }),
    );
  });

  it('never gives a rate or a time that is no number, below 0, or out of order', () => {
    fc.assert(
      fc.property(run, (looked) => {
        for (const [, { rate, left }] of measures(looked)) {
          if (rate !== undefined) expect(rate >= 0 && Number.isFinite(rate)).toBe(true);
          if (left === undefined) continue;
          const { low, likely, high = Number.POSITIVE_INFINITY } = left;
          expect(low >= 0 && Number.isFinite(likely)).toBe(true);
          expect(low).toBeLessThanOrEqual(likely);
          expect(likely).toBeLessThanOrEqual(high);
        }
      }),
    );
  });

  it('never goes back while no job is asked for anew', () => {
    fc.assert(
      fc.property(run, (looked) => {
        let before = 0;
        let attempts = '';
        for (const [readings, { done }] of measures(looked)) {
          const now = readings.map(({ attempt }) => attempt).join();
          if (now === attempts) expect(done).toBeGreaterThanOrEqual(before);
          [before, attempts] = [done, now];
        }
      }),
    );
  });

  it('always has each job in one status', () => {
    fc.assert(
      fc.property(run, (looked) => {
        for (const [readings, { statuses }] of measures(looked))
          expect(statuses.reduce((sum, { jobs }) => sum + jobs, 0)).toBe(readings.length);
      }),
    );
  });

  it('always has the end between its bounds, where jobs go on as they did', () => {
    const jobs = fc.array(
      fc.record({
        perMinute: fc.integer({ min: 50, max: 500 }),
        minutes: fc.integer({ min: 8, max: 300 }),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(jobs, (all) => {
        const meter = new RunMeter(true);
        const seenAt = (minute: number) =>
          all.map(({ perMinute, minutes }, index): JobReading => {
            const records = perMinute * minutes;
            const processed = perMinute * minute;
            const counts = { total: records, processed, succeeded: processed, failed: 0 };
            return { id: String(index), attempt: 1, records, status: 'InProgress', counts };
          });
        let left: RunMeasure['left'];
        for (let minute = 0; minute < 6; minute += 1) {
          const milliseconds = minute * 60_000;
          left = meter.saw(seenAt(minute), { steady: milliseconds, wall: milliseconds }).left;
        }
        const truth = 60 * (Math.max(...all.map(({ minutes }) => minutes)) - 5);

        expect(left?.low).toBeLessThanOrEqual(truth);
        expect(left?.likely).toBeCloseTo(truth, 3);
        expect(left?.high).toBeGreaterThanOrEqual(truth);
      }),
    );
  });
});

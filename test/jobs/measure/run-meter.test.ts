import { describe, expect, it } from 'vitest';
import type { JobReading } from '../../../src/jobs/measure/job-meter.ts';
import { RunMeter } from '../../../src/jobs/measure/run-meter.ts';

const MINUTE = 60;

/** A job of 1,000 records. */
function job(
  id: string,
  status?: string,
  processed = 0,
  more: Partial<JobReading> = {},
): JobReading {
  const counts = { total: processed === 0 ? 0 : 1_000, processed, succeeded: processed, failed: 0 };
  return { id, attempt: 1, records: 1_000, status, counts, ...more };
}

/** A moment some seconds after the first one. */
function at(seconds: number) {
  return { steady: seconds * 1_000, wall: 1_800_000_000_000 + seconds * 1_000 };
}

/** What a meter says after looks that are a minute apart. */
function metered(looks: readonly (readonly JobReading[])[], areAllSubmitted = true) {
  const meter = new RunMeter(areAllSubmitted);
  const measures = looks.map((jobs, index) => meter.saw(jobs, at(index * MINUTE)));
  const last = measures.at(-1);
  if (last === undefined) throw new RangeError('There was no look');
  return last;
}

/** A job that processes as many records in each of some minutes. */
function steady(id: string, perMinute: number, minutes = 6) {
  return Array.from({ length: minutes }, (_, index) => job(id, 'InProgress', index * perMinute));
}

/** Jobs look by look, in place of looks job by job. */
function together(...jobs: readonly (readonly JobReading[])[]): readonly (readonly JobReading[])[] {
  return (jobs[0] ?? []).map((_, look) => jobs.flatMap((one) => one[look] ?? []));
}

describe('RunMeter', () => {
  it('knows how far jobs are, and nothing of their pace, at its first look', () => {
    expect(metered([[job('a', 'InProgress', 400), job('b', 'Scheduled')]])).toEqual({
      done: 400,
      total: 2_000,
      failed: 0,
      rate: undefined,
      left: undefined,
      statuses: [
        { status: 'InProgress', jobs: 1 },
        { status: 'Scheduled', jobs: 1 },
      ],
    });
  });

  it('gives a run that is gone on with no credit for what was there before', () => {
    const seen = metered([[job('a', 'InProgress', 900)], [job('a', 'InProgress', 906)]]);

    expect(seen.rate).toBeCloseTo(6 / MINUTE);
  });

  it('says how long a job takes yet, and how far that may be off', () => {
    const { left } = metered(together(steady('a', 100)));

    // 500 records at 100 a minute
    expect(left?.likely).toBeCloseTo(5 * MINUTE);
    expect(left?.low).toBeCloseTo((5 * MINUTE) / 1.1);
    expect(left?.high).toBeCloseTo((5 * MINUTE) / 0.9);
  });

  it('waits for the job that takes longest, which those that end early may help', () => {
    const { left } = metered(together(steady('a', 150), steady('b', 50)));

    // a has 250 left, b 750: together 200 a minute, b alone 50
    expect(left?.low).toBeCloseTo((1_000 / 200 / 1.1) * MINUTE);
    expect(left?.likely).toBeCloseTo(15 * MINUTE);
    expect(left?.high).toBeCloseTo((15 / 0.9) * MINUTE);
  });

  it('knows no end while jobs have not begun, for nobody knows how long they wait', () => {
    const queued = Array.from({ length: 6 }, () => job('b', 'Scheduled'));
    const { left } = metered(together(steady('a', 100), queued));

    expect(left?.high).toBeUndefined();
    expect(left?.likely).toBeCloseTo(15 * MINUTE);
    // both at once
    expect(left?.low).toBeCloseTo((1_500 / 220) * MINUTE);
  });

  it('knows no time at all while none has begun', () => {
    const queued = Array.from({ length: 6 }, () => job('a', 'Validating'));

    expect(metered(together(queued)).left).toBeUndefined();
  });

  it('knows no end where one of the jobs stands still', () => {
    const still = Array.from({ length: 6 }, () => job('b', 'InProgress', 10));
    const { left } = metered(together(steady('a', 100), still));

    expect(left?.high).toBeUndefined();
    expect(left?.likely).toBeGreaterThan(0);
  });

  it('takes a job that has just begun for as fast as the others', () => {
    const begun = [
      ...Array.from({ length: 5 }, () => job('b', 'Scheduled')),
      job('b', 'InProgress'),
    ];
    const { left } = metered(together(steady('a', 100), begun));

    expect(left?.likely).toBeCloseTo(10 * MINUTE);
    expect(left?.high).toBeDefined();
  });

  it('takes jobs that have begun for as fast as those before them, which have ended', () => {
    const before = Array.from({ length: 6 }, (_, look) =>
      look < 5 ? job('a', 'InProgress', look * 250) : job('a', 'Completed', 1_000),
    );
    const begun = [
      ...Array.from({ length: 5 }, () => job('b', 'Scheduled')),
      job('b', 'InProgress'),
    ];
    const { left } = metered(together(before, begun));

    expect(left?.likely).toBeCloseTo(5 * MINUTE);
  });

  it('counts jobs that are to be submitted, or does not wait for them', () => {
    const none = Array.from({ length: 6 }, () => job('b', undefined, 0, { attempt: 0 }));
    const looks = together(steady('a', 100), none);

    expect(metered(looks, false).left?.likely).toBeCloseTo(15 * MINUTE);
    expect(metered(looks, true).left?.likely).toBeCloseTo(5 * MINUTE);
    expect(metered(looks).statuses.at(-1)).toEqual({ unsubmitted: true, jobs: 1 });
  });

  it('is done with jobs that process nothing more, however they ended', () => {
    const seen = metered([
      [
        job('a', 'Completed', 1_000),
        job('b', 'Failed'),
        job('c', 'Stopping', 5),
        job('d', 'InProgress', 7, { forgotten: true }),
      ],
    ]);

    expect(seen.left).toBeUndefined();
    expect(seen.done).toBe(1_012);
  });

  it('counts all records of a job that is Completed and has no counts', () => {
    const seen = metered([[{ id: 'a', attempt: 1, records: 1_000, status: 'Completed' }]]);

    expect(seen.done).toBe(1_000);
  });

  it('takes a status that it does not know for one that has not begun, until records are processed', () => {
    const quiet = Array.from({ length: 6 }, () => job('a', 'Pondering'));
    const busy = Array.from({ length: 6 }, (_, index) => job('a', 'Pondering', index * 100));

    expect(metered(together(quiet)).left).toBeUndefined();
    expect(metered(together(busy)).left?.likely).toBeCloseTo(5 * MINUTE);
  });

  it('leaves out a time in which the machine slept, with all that was done in it', () => {
    const meter = new RunMeter(true);
    meter.saw([job('a', 'InProgress', 100)], at(0));
    meter.saw([job('a', 'InProgress', 200)], at(60));
    const asleep = { steady: 120_000, wall: at(7_200).wall };
    meter.saw([job('a', 'InProgress', 800)], asleep);
    const seen = meter.saw([job('a', 'InProgress', 900)], {
      steady: 180_000,
      wall: asleep.wall + 60_000,
    });

    expect(seen.done).toBe(900);
    expect(seen.rate).toBeCloseTo(100 / MINUTE);
  });

  it('counts the whole time in which looks got no answer', () => {
    const meter = new RunMeter(true);
    meter.saw([job('a', 'InProgress', 100)], at(0));
    const seen = meter.saw([job('a', 'InProgress', 700)], at(3_600));

    expect(seen.rate).toBeCloseTo(600 / 3_600);
  });

  it('goes back where a job is asked for anew, and not where replies come out of order', () => {
    const meter = new RunMeter(true);
    meter.saw([job('a', 'InProgress', 500)], at(0));

    expect(meter.saw([job('a', 'InProgress', 300)], at(60)).done).toBe(500);
    const again = meter.saw([job('a', 'Submitted', 0, { attempt: 2 })], at(120));
    expect(again).toMatchObject({ done: 0, rate: 0 });
  });

  it('knows no total of a job that nobody has counted', () => {
    const seen = metered([[job('a', 'Validating', 0, { records: undefined })]]);

    expect(seen).toMatchObject({ done: 0, total: undefined, left: undefined });
  });

  it('never has more done than there is, also where it is counted anew', () => {
    const seen = metered([
      [job('a', 'InProgress', 800)],
      [job('a', 'InProgress', 800, { records: 600 })],
    ]);

    expect(seen).toMatchObject({ done: 600, total: 600, left: undefined });
  });

  it('keeps apart what is forgotten, was stopped at its deadline, or was not looked at', () => {
    const { statuses } = metered([
      [
        job('a', undefined),
        job('b', 'Stopped', 0, { stopAsked: 'deadline' }),
        job('c', 'Stopped'),
        job('d', 'InProgress', 5, { forgotten: true }),
        job('e', '__proto__'),
      ],
    ]);

    expect(statuses).toEqual([
      { status: 'Stopped', stopAsked: true, jobs: 1 },
      { status: 'Stopped', jobs: 1 },
      { status: 'InProgress', forgotten: true, jobs: 1 },
      { status: '__proto__', jobs: 1 },
      { jobs: 1 },
    ]);
  });
});

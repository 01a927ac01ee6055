import { describe, expect, it } from 'vitest';
import {
  costSoFarText,
  jobsText,
  leftText,
  rateText,
} from '../../../src/cli/progress/measure-text.ts';

const HOUR = 3_600;

describe('rateText()', () => {
  it('counts in a time that gives a number to read', () => {
    expect([4_321, 12, 5.2, 0.5, 1 / 60].map(rateText)).toEqual([
      '4,321/s',
      '12/s',
      '312/min',
      '30/min',
      '1/min',
    ]);
    expect([0.01, 0.0005, 0].map(rateText)).toEqual(['36/h', '1.8/h', '0/min']);
  });
});

describe('leftText()', () => {
  it('says how far the time may be off', () => {
    const left = { low: 2 * HOUR, likely: 2.2 * HOUR, high: 3 * HOUR };

    expect(leftText(left, undefined)).toEqual(['2 h to 3 h left']);
    expect(leftText({ low: 60, likely: 60, high: 60 }, undefined)).toEqual(['about 60 s left']);
  });

  it('says the least, and what is likely, where nobody knows the most', () => {
    const left = { low: 0.5 * HOUR, likely: 5 * HOUR, high: undefined };

    expect(leftText(left, undefined)).toEqual(['over 30 min left (5 h at this rate)']);
    expect(leftText({ ...left, low: 5 * HOUR }, undefined)).toEqual(['over 5 h left']);
  });

  it('says that it knows nothing while a job is open, and nothing once none is', () => {
    const ended = [
      { status: 'Completed', jobs: 2 },
      { status: 'InProgress', forgotten: true, jobs: 1 },
      { unsubmitted: true, jobs: 1 },
    ] as const;

    expect(leftText(undefined, ended)).toEqual([]);
    expect(leftText(undefined, [...ended, { status: 'Scheduled', jobs: 1 }])).toEqual([
      'time left unknown',
    ]);
    expect(leftText(undefined, [{ jobs: 1 }])).toEqual(['time left unknown']);
    expect(leftText(undefined, undefined)).toEqual([]);
  });
});

describe('jobsText()', () => {
  it('counts jobs, and marks what is odd of them', () => {
    expect(
      jobsText([
        { status: 'Completed', jobs: 1_200 },
        { status: 'Stopped', stopAsked: true, jobs: 1 },
        { status: 'InProgress', forgotten: true, jobs: 1 },
        { status: 'Pondering', jobs: 1 },
        { jobs: 1 },
        { unsubmitted: true, jobs: 3 },
      ]),
    ).toBe(
      '1,200 Completed, 1 Stopped at its deadline, 1 forgotten by Bedrock, 1 Pondering (not known to this version), 1 not seen yet, 3 not submitted',
    );
  });
});

describe('costSoFarText()', () => {
  it('marks what is estimated, and what nobody paid', () => {
    const estimated = { low: 1.1, high: 4.5, isEstimated: true };

    expect(costSoFarText(estimated, false)).toEqual(['about $1.10 to $4.50 so far']);
    expect(costSoFarText(estimated, true)).toEqual(['would have cost about $1.10 to $4.50']);
    expect(costSoFarText({ low: 2, high: 2, isEstimated: false }, false)).toEqual(['$2 so far']);
    expect(costSoFarText({ ...estimated, high: undefined }, false)).toEqual(['over $1.10 so far']);
    expect(costSoFarText({ low: 0, high: 0, isEstimated: false }, false)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { recordsToLend } from '../../../src/quotas/plan/lend-records.ts';
import { quotasWith } from './small-quotas.ts';

const quotas = quotasWith({ recordsPerJob: 9, minRecordsPerJob: 5, jobBytes: 50 });
const lastJobs = (previous: readonly number[], last: readonly number[]) => ({
  records: previous.length,
  tail: previous,
  last,
});
const ones = (count: number) => Array<number>(count).fill(1);

describe('recordsToLend()', () => {
  it('lends what is missing and no more', () => {
    expect(recordsToLend(lastJobs(ones(9), [1]), quotas)).toBe(4);
    expect(recordsToLend(lastJobs(ones(9), ones(4)), quotas)).toBe(1);
    expect(recordsToLend(lastJobs(ones(9), ones(5)), quotas)).toBe(0);
  });

  it('leaves the lending job the minimum exactly, never less', () => {
    expect(recordsToLend(lastJobs(ones(8), ones(2)), quotas)).toBe(3);
    expect(recordsToLend(lastJobs(ones(7), ones(2)), quotas)).toBe(0);
  });

  it('fills the last job to its bytes exactly, never more', () => {
    const previous = [...ones(7), 20, 20];

    expect(recordsToLend(lastJobs(previous, [5, 4, 1]), quotas)).toBe(2);
    expect(recordsToLend(lastJobs(previous, [5, 5, 1]), quotas)).toBe(0);
  });

  it('needs the last sizes of the lending job only', () => {
    expect(recordsToLend({ records: 9, tail: [20, 20], last: [5, 4, 1] }, quotas)).toBe(2);
  });

  it('lends nothing where there is no last job, or none before it', () => {
    expect(recordsToLend(lastJobs(ones(9), []), quotas)).toBe(0);
    expect(recordsToLend(lastJobs([], ones(3)), quotas)).toBe(0);
  });
});

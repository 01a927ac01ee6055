import { describe, expect, it } from 'vitest';
import { type JobsPlan, planJobs } from '../../../src/quotas/index.ts';
import { quotasWith } from './small-quotas.ts';

const recordsOf = (plan: JobsPlan) => plan.jobs.map((job) => job.files.map((file) => file.records));

describe('planJobs()', () => {
  it('plans no job for no record', () => {
    expect(planJobs([], quotasWith({}))).toEqual({
      jobs: [],
      records: 0,
      bytes: 0,
      belowMinimum: false,
    });
  });

  it('fills files and jobs by records', () => {
    const quotas = quotasWith({ recordsPerFile: 3, recordsPerJob: 5, minRecordsPerJob: 2 });

    const plan = planJobs(Array<number>(12).fill(10), quotas);

    expect(recordsOf(plan)).toEqual([[3, 2], [3, 2], [2]]);
    expect(plan).toMatchObject({ records: 12, bytes: 120, belowMinimum: false });
  });

  it('fills files and jobs by bytes, up to the quota and not over it', () => {
    const quotas = quotasWith({ fileBytes: 30, jobBytes: 50, minRecordsPerJob: 1 });

    expect(planJobs([10, 20, 20, 1, 30], quotas).jobs).toEqual([
      {
        files: [
          { records: 2, bytes: 30 },
          { records: 1, bytes: 20 },
        ],
        records: 3,
        bytes: 50,
      },
      {
        files: [
          { records: 1, bytes: 1 },
          { records: 1, bytes: 30 },
        ],
        records: 2,
        bytes: 31,
      },
    ]);
  });

  it('lends a short last job exactly the missing records and cuts its files anew', () => {
    const quotas = quotasWith({ recordsPerFile: 4, recordsPerJob: 10, minRecordsPerJob: 5 });

    const plan = planJobs([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], quotas);

    expect(recordsOf(plan)).toEqual([
      [4, 2],
      [4, 1],
    ]);
    expect(plan.jobs[1]?.files).toEqual([
      { records: 4, bytes: 7 + 8 + 9 + 10 },
      { records: 1, bytes: 11 },
    ]);
    expect(plan.belowMinimum).toBe(false);
  });

  it('leaves the jobs as they are when the one before would then be short itself', () => {
    const quotas = quotasWith({ recordsPerJob: 6, minRecordsPerJob: 5 });

    const plan = planJobs(Array<number>(8).fill(1), quotas);

    expect(recordsOf(plan)).toEqual([[6], [2]]);
    expect(plan.belowMinimum).toBe(true);
  });

  it('leaves the jobs as they are when the last one would then have too many bytes', () => {
    const quotas = quotasWith({ recordsPerJob: 10, jobBytes: 100, minRecordsPerJob: 3 });

    const plan = planJobs([5, 5, 5, 5, 80, 90], quotas);

    expect(recordsOf(plan)).toEqual([[5], [1]]);
    expect(plan.belowMinimum).toBe(true);
  });

  it('says when all records together are below the minimum', () => {
    const plan = planJobs(Array<number>(30).fill(1), quotasWith({}));

    expect(recordsOf(plan)).toEqual([[30]]);
    expect(plan.belowMinimum).toBe(true);
  });

  it('says when a job in the middle is below the minimum', () => {
    const plan = planJobs([60, 60, 60, 10, 10], quotasWith({ jobBytes: 90, minRecordsPerJob: 2 }));

    expect(recordsOf(plan)).toEqual([[1], [1], [3]]);
    expect(plan.belowMinimum).toBe(true);
  });

  it('gives a record larger than a file its own file, and one larger than a job its own job', () => {
    const quotas = quotasWith({ fileBytes: 20, jobBytes: 50, minRecordsPerJob: 0 });

    expect(recordsOf(planJobs([5, 30, 5, 60, 5], quotas))).toEqual([[1, 1, 1], [1], [1]]);
  });

  it('reads any iterable once', () => {
    function* sizes() {
      yield 3;
      yield 4;
    }

    expect(planJobs(sizes(), quotasWith({})).bytes).toBe(7);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JobsPlan, planJobs, type Quotas } from '../../../src/quotas/index.ts';
import { anyQuotas, lineSizes, saneQuotas } from './small-quotas.ts';

/** The sizes that stand in each file of each job, cut out of the input by the plan's counts. */
function sizesIn(plan: JobsPlan, sizes: readonly number[]): number[][][] {
  let from = 0;
  return plan.jobs.map((job) =>
    job.files.map((file) => {
      const start = from;
      from += file.records;
      return sizes.slice(start, from);
    }),
  );
}

const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

/** Whether records may stand together: a single one always may. */
function fits(sizes: readonly number[], mostRecords: number, mostBytes: number): boolean {
  return sizes.length <= 1 || (sizes.length <= mostRecords && sum(sizes) <= mostBytes);
}

const fileFits = (sizes: readonly number[], quotas: Quotas) =>
  fits(sizes, quotas.recordsPerFile, quotas.fileBytes);
const jobFits = (sizes: readonly number[], quotas: Quotas) =>
  fits(sizes, quotas.recordsPerJob, quotas.jobBytes);

describe('planJobs()', () => {
  it('always covers the input in order, and its sums are those of the records', () => {
    fc.assert(
      fc.property(lineSizes, anyQuotas, (sizes, quotas) => {
        const plan = planJobs(sizes, quotas);
        const jobs = sizesIn(plan, sizes);

        expect(jobs.flat(2)).toEqual(sizes);
        expect(plan).toMatchObject({ records: sizes.length, bytes: sum(sizes) });
        for (const [index, job] of plan.jobs.entries()) {
          const files = jobs[index] ?? [];
          expect(job).toMatchObject({ records: files.flat().length, bytes: sum(files.flat()) });
          expect(job.files.map(({ bytes }) => bytes)).toEqual(files.map(sum));
        }
      }),
    );
  });

  it('never breaks a quota, single records apart, and leaves no file or job empty', () => {
    fc.assert(
      fc.property(lineSizes, anyQuotas, (sizes, quotas) => {
        for (const files of sizesIn(planJobs(sizes, quotas), sizes)) {
          expect(files.length).toBeGreaterThan(0);
          expect(jobFits(files.flat(), quotas)).toBe(true);
          for (const file of files) {
            expect(file.length).toBeGreaterThan(0);
            expect(fileFits(file, quotas)).toBe(true);
          }
        }
      }),
    );
  });

  it('never leaves a file that could take the first record of the next one in its job', () => {
    fc.assert(
      fc.property(lineSizes, anyQuotas, (sizes, quotas) => {
        for (const files of sizesIn(planJobs(sizes, quotas), sizes)) {
          for (let index = 1; index < files.length; index += 1) {
            const grown = [...(files[index - 1] ?? []), ...(files[index] ?? []).slice(0, 1)];
            expect(fileFits(grown, quotas)).toBe(false);
          }
        }
      }),
    );
  });

  it('never leaves a job that could take the next record, the one before the last apart', () => {
    fc.assert(
      fc.property(lineSizes, anyQuotas, (sizes, quotas) => {
        const jobs = sizesIn(planJobs(sizes, quotas), sizes).map((files) => files.flat());
        for (let index = 1; index < jobs.length; index += 1) {
          const grown = [...(jobs[index - 1] ?? []), ...(jobs[index] ?? []).slice(0, 1)];
          const lent = index === jobs.length - 1 && jobs[index]?.length === quotas.minRecordsPerJob;
          expect(lent || !jobFits(grown, quotas)).toBe(true);
        }
      }),
    );
  });

  it('never leaves a job below the minimum where quotas and records allow it', () => {
    fc.assert(
      fc.property(lineSizes, saneQuotas, (sizes, quotas) => {
        const plan = planJobs(sizes, quotas);

        const tooFew = sizes.length > 0 && sizes.length < quotas.minRecordsPerJob;
        expect(plan.belowMinimum).toBe(tooFew);
        const short = plan.jobs.filter(({ records }) => records < quotas.minRecordsPerJob);
        expect(short).toHaveLength(tooFew ? 1 : 0);
      }),
    );
  });

  it('leaves a last job short only where no border between the last two jobs keeps all quotas', () => {
    fc.assert(
      fc.property(lineSizes, anyQuotas, (sizes, quotas) => {
        const jobs = sizesIn(planJobs(sizes, quotas), sizes).map((files) => files.flat());
        const last = jobs.at(-1) ?? [];
        const previous = jobs.at(-2);
        if (previous === undefined || last.length >= quotas.minRecordsPerJob) return;

        const both = [...previous, ...last];
        for (let border = 1; border < both.length; border += 1) {
          const parts = [both.slice(0, border), both.slice(border)];
          const good = parts.every(
            (part) =>
              part.length >= quotas.minRecordsPerJob &&
              part.length <= quotas.recordsPerJob &&
              sum(part) <= quotas.jobBytes,
          );
          expect(good).toBe(false);
        }
      }),
    );
  });
});

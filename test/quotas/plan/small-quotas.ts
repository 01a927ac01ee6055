import fc from 'fast-check';
import type { Quotas } from '../../../src/quotas/index.ts';

/** The careful quotas with some of them replaced. */
export function quotasWith(changes: Partial<Quotas>): Quotas {
  return {
    recordsPerFile: 50_000,
    recordsPerJob: 50_000,
    minRecordsPerJob: 100,
    fileBytes: 1_000_000_000,
    jobBytes: 5_000_000_000,
    recordBytes: 25_000_000,
    concurrentJobs: 20,
    ...changes,
  };
}

/** Sizes of lines, some larger than the small files and jobs below. */
export const lineSizes: fc.Arbitrary<number[]> = fc.array(fc.integer({ min: 1, max: 40 }), {
  maxLength: 80,
});

/** Quotas so small that every bound is met; also such that no plan can keep. */
export const anyQuotas: fc.Arbitrary<Quotas> = fc
  .record({
    recordsPerFile: fc.integer({ min: 1, max: 12 }),
    recordsPerJob: fc.integer({ min: 1, max: 24 }),
    minRecordsPerJob: fc.integer({ min: 0, max: 12 }),
    fileBytes: fc.integer({ min: 1, max: 200 }),
    jobBytes: fc.integer({ min: 1, max: 600 }),
  })
  .map(quotasWith);

/** Quotas under which a short tail can always be filled: a job holds twice the minimum, in records and in bytes. */
export const saneQuotas: fc.Arbitrary<Quotas> = fc
  .record({
    minRecordsPerJob: fc.integer({ min: 0, max: 8 }),
    moreRecords: fc.integer({ min: 0, max: 10 }),
    moreBytes: fc.integer({ min: 0, max: 400 }),
    recordsPerFile: fc.integer({ min: 1, max: 12 }),
    fileBytes: fc.integer({ min: 1, max: 200 }),
  })
  .map(({ minRecordsPerJob, moreRecords, moreBytes, recordsPerFile, fileBytes }) =>
    quotasWith({
      minRecordsPerJob,
      recordsPerFile,
      fileBytes,
      recordsPerJob: Math.max(1, 2 * minRecordsPerJob + moreRecords),
      jobBytes: Math.max(1, 2 * minRecordsPerJob * 40 + moreBytes),
    }),
  );

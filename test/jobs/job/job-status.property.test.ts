import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobStatuses } from '../../../src/dataset/index.ts';
import { endedWithNothing } from '../../../src/jobs/job/job-status.ts';

const count = fc.constantFrom(0, 0, 1, 100);
const seen = fc.record(
  {
    status: fc.constantFrom(...jobStatuses),
    counts: fc.record({ total: count, processed: count, succeeded: count, failed: count }),
  },
  { requiredKeys: ['status'] },
);

describe('endedWithNothing()', () => {
  it('never holds for a job that may have processed something', () => {
    fc.assert(
      fc.property(seen, (job) => {
        if (!endedWithNothing(job)) return;
        const { processed, succeeded, failed } = job.counts ?? {};
        expect([processed, succeeded, failed]).toEqual([0, 0, 0]);
      }),
    );
  });
});

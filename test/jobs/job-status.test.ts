import { describe, expect, it } from 'vitest';
import { jobStatuses } from '../../src/dataset/index.ts';
import { isEnded } from '../../src/jobs/index.ts';
import { endedWithNothing } from '../../src/jobs/job-status.ts';

const counts = (processed: number) => ({ total: 100, processed, succeeded: 0, failed: processed });

describe('isEnded()', () => {
  it('holds for five of the ten statuses', () => {
    expect(jobStatuses).toHaveLength(10);
    expect(jobStatuses.filter(isEnded)).toEqual([
      'Completed',
      'PartiallyCompleted',
      'Failed',
      'Stopped',
      'Expired',
    ]);
  });
});

describe('endedWithNothing()', () => {
  it('holds only where the job failed, expired or was stopped before it processed anything', () => {
    const empty = jobStatuses.filter((status) => endedWithNothing({ status, counts: counts(0) }));

    expect(empty).toEqual(['Failed', 'Stopped', 'Expired']);
  });

  it('never holds for a job that processed something', () => {
    expect(jobStatuses.filter((status) => endedWithNothing({ status, counts: counts(1) }))).toEqual(
      [],
    );
  });

  it('does not take a stopped job without counts for an empty one', () => {
    expect(jobStatuses.filter((status) => endedWithNothing({ status }))).toEqual([
      'Failed',
      'Expired',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { jobStatuses } from '../../../src/dataset/index.ts';
import { isEnded } from '../../../src/jobs/index.ts';
import { endedWithNothing, whyNotAgain } from '../../../src/jobs/job/job-status.ts';

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

  it('never holds without counts', () => {
    expect(jobStatuses.filter((status) => endedWithNothing({ status }))).toEqual([]);
  });

  it.each([
    { processed: 0, succeeded: 1, failed: 0 },
    { processed: 0, succeeded: 0, failed: 1 },
  ])('never holds where some count says otherwise: %j', (some) => {
    expect(endedWithNothing({ status: 'Failed', counts: { total: 100, ...some } })).toBe(false);
  });
});

describe('whyNotAgain()', () => {
  it('says nothing of jobs that run, came to their end, or ended with nothing', () => {
    const silent = jobStatuses.filter(
      (status) => whyNotAgain({ status, counts: counts(0) }) === undefined,
    );

    expect(silent).toEqual(jobStatuses);
    expect(whyNotAgain({ status: 'Completed' })).toBeUndefined();
  });

  it('says what is not known or was processed, and what is to do', () => {
    expect(whyNotAgain({ status: 'Failed' })).toBe(
      'The job is Failed and is not submitted again: Bedrock gives no counts of it, so records may have been processed and billed; bedrock-batch results --retry DIR builds the dataset of what has no answer',
    );
    expect(whyNotAgain({ status: 'Stopped', counts: counts(40) })).toContain(
      'Bedrock counts 40 of 100 records as processed',
    );
  });
});

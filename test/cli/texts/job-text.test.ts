import { describe, expect, it } from 'vitest';
import { timeoutLines, timeoutText } from '../../../src/cli/texts/job-text.ts';
import type { Run } from '../../../src/dataset/index.ts';

const runOf = (...jobs: readonly (readonly [status: string, hours?: number])[]) =>
  ({
    state: {
      jobs: jobs.map(([status, timeoutDurationInHours], job) => ({
        folder: `jobs/000${job}`,
        attempts: [{ attempt: 1, request: { timeoutDurationInHours }, seen: { status } }],
      })),
    },
  }) as unknown as Run;

describe('timeoutText()', () => {
  it('says how long Bedrock lets a job run, and whether that was asked for', () => {
    expect(timeoutText(undefined)).toBe(
      'Bedrock ends a job 24 hours after it was submitted (its default; --timeout-duration-in-hours 168 is the most): records without an answer by then are unprocessed',
    );
    expect(timeoutText(72)).toContain('72 hours after it was submitted (as asked for)');
  });
});

describe('timeoutLines()', () => {
  it('tells jobs whose time was over from those that were stopped, failed or completed', () => {
    const run = runOf(['Completed'], ['Expired'], ['Stopped', 48], ['PartiallyCompleted', 48]);

    expect(timeoutLines(run)).toEqual([
      'jobs/0001: the 24 hours that Bedrock gives a job (its default) were over before the job began, so its records are expired',
      'jobs/0003: the 48 hours that Bedrock gives a job (as asked for) were over while the job processed records, so the rest of them is timed-out',
    ]);
  });
});

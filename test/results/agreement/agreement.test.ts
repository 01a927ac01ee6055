import { describe, expect, it } from 'vitest';
import {
  agreementOf,
  type CountedRecords,
  type JobOutcomes,
  requireAgreement,
} from '../../../src/results/index.ts';
import { noCounts, noTokens } from '../../../src/results/outcomes/job-outcomes.ts';

const sums = { counts: noCounts, tokens: noTokens };
const noStrangers = { modelOutput: 0, error: 0 };
const counted = (given: Partial<CountedRecords>): CountedRecords => ({
  ...{ records: 300, succeeded: 0, failed: 0, both: 0, strangers: noStrangers },
  ...given,
});

function jobWith(given: Partial<JobOutcomes>): JobOutcomes {
  return {
    ...{ folder: 'jobs/0000', status: 'Completed', ...sums, padding: sums },
    ...{ anomalies: 0, anomalyExamples: [], ...given },
  };
}

describe('agreementOf()', () => {
  it('takes lines that come to what Get and the manifest say', () => {
    const job = jobWith({
      counted: counted({ succeeded: 290, failed: 10 }),
      stated: { total: 300, processed: 300, succeeded: 290, failed: 10 },
      outputManifest: {
        processedRecordCount: 300,
        successRecordCount: 290,
        errorRecordCount: 10,
        inputTokenCount: 1,
      },
    });

    expect(agreementOf(job)).toEqual({ status: 'agrees' });
  });

  it('names each number, and who says it', () => {
    const job = jobWith({
      counted: counted({ succeeded: 200 }),
      stated: { total: 300, processed: 300, succeeded: 300, failed: 0 },
      outputManifest: { successRecordCount: 299 },
    });

    expect(agreementOf(job)).toEqual({
      status: 'differs',
      disagreements: [
        { statedBy: 'GetModelInvocationJob', what: 'processed', stated: 300, counted: 200 },
        { statedBy: 'GetModelInvocationJob', what: 'succeeded', stated: 300, counted: 200 },
        { statedBy: 'manifest.json.out', what: 'succeeded', stated: 299, counted: 200 },
      ],
    });
  });

  it('does not take more lines than Bedrock counted either', () => {
    const job = jobWith({
      counted: counted({ succeeded: 300 }),
      stated: { total: 300, processed: 280, succeeded: 280, failed: 0 },
    });

    expect(agreementOf(job)).toMatchObject({ status: 'differs' });
  });

  it('lets a record with lines of both kinds count either way', () => {
    const lines = counted({ succeeded: 298, both: 2 });
    const stated = (succeeded: number) => ({
      ...{ total: 300, processed: 300, succeeded, failed: 300 - succeeded },
    });
    const statusOf = (succeeded: number) =>
      agreementOf(jobWith({ counted: lines, stated: stated(succeeded) })).status;

    expect([297, 298, 299, 300].map(statusOf)).toEqual(['differs', 'agrees', 'agrees', 'agrees']);
  });

  it('counts lines of other records only where Bedrock speaks of more records than the job has', () => {
    const lines = counted({ succeeded: 300, strangers: { modelOutput: 5, error: 0 } });
    const statusOf = (total: number) =>
      agreementOf(
        jobWith({
          counted: lines,
          stated: { total, processed: total, succeeded: total, failed: 0 },
        }),
      ).status;

    expect([300, 305, 306].map(statusOf)).toEqual(['agrees', 'agrees', 'differs']);
  });

  it('takes counts of 0 for what they are: nothing of a job that completed, all of one that failed', () => {
    const zeros = { total: 0, processed: 0, succeeded: 0, failed: 0 };
    const none = counted({});

    expect(agreementOf(jobWith({ counted: none, stated: zeros })).status).toBe('unknown');
    expect(agreementOf(jobWith({ status: 'Failed', counted: none, stated: zeros })).status).toBe(
      'agrees',
    );
    expect(
      agreementOf(jobWith({ counted: counted({ succeeded: 300 }), stated: zeros })).status,
    ).toBe('agrees');
  });

  it('lets the manifest decide where there are no counts', () => {
    const manifest = { processedRecordCount: 300, successRecordCount: 300, errorRecordCount: 0 };
    const statusOf = (succeeded: number) =>
      agreementOf(jobWith({ counted: counted({ succeeded }), outputManifest: manifest })).status;

    expect([300, 299].map(statusOf)).toEqual(['agrees', 'differs']);
  });

  it('does not know where nothing is stated, unless every record has a line', () => {
    expect(agreementOf(jobWith({ counted: counted({ succeeded: 299 }) })).status).toBe('unknown');
    expect(agreementOf(jobWith({ counted: counted({ failed: 300 }) })).status).toBe('agrees');
  });
});

describe('requireAgreement()', () => {
  const hidden = (folder: string) =>
    jobWith({
      folder,
      counted: counted({}),
      stated: { total: 300, processed: 300, succeeded: 300, failed: 0 },
      outputUri: `s3://data/out/${folder}/`,
    });

  it('names folder, numbers and what is left behind', () => {
    const check = () => requireAgreement([hidden('jobs/0000')]);

    expect(check).toThrow(
      expect.objectContaining({
        code: 'JOB_OUTPUTS_DIFFER',
        isRetryable: true,
        message:
          'The outputs of "jobs/0000" in "s3://data/out/jobs/0000/" differ from what Bedrock counted: GetModelInvocationJob says 300 processed (0 in the outputs), 300 succeeded (0 in the outputs); none of it is kept as final',
        hint: expect.stringContaining('--accept-missing'),
      }),
    );
  });

  it('counts the jobs after the third', () => {
    const jobs = ['1', '2', '3', '4', '5'].map(hidden);

    expect(() => requireAgreement(jobs)).toThrow('so do those of 2 other jobs');
  });

  it('says that there is too much', () => {
    const job = jobWith({
      counted: counted({ succeeded: 300 }),
      stated: { total: 300, processed: 280, succeeded: 280, failed: 0 },
    });

    expect(() => requireAgreement([job])).toThrow(
      expect.objectContaining({ hint: expect.stringMatching(/^Take out of the folder/) }),
    );
  });
});

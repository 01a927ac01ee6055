import { countOf, formatBytes } from '../units.ts';
import type { Catalogue } from './entry.ts';

/** What a quota diagnostic compares. */
export interface QuotaArg {
  readonly limit: number;
  readonly actual: number;
}

/** Args of the codes about quotas. Bytes or counts as the code says. */
export interface QuotaArgs {
  readonly QUOTA_RECORD_BYTES: QuotaArg;
  readonly QUOTA_RECORDS_PER_FILE: QuotaArg;
  readonly QUOTA_FILE_BYTES: QuotaArg;
  readonly QUOTA_RECORDS_PER_JOB: QuotaArg;
  readonly QUOTA_RECORDS_PER_JOB_MIN: QuotaArg & {
    readonly shortestRecordBytes?: number | undefined;
  };
  readonly QUOTA_JOB_BYTES: QuotaArg;
  readonly QUOTA_CONCURRENT_JOBS: QuotaArg;
}

const records = (value: number) => countOf(value, 'record');
const SPLIT = 'Build the dataset with bedrock-batch build, which splits it';

export const quotaCatalogue: Catalogue<QuotaArgs> = {
  QUOTA_RECORD_BYTES: {
    severity: 'warning',
    message: ({ limit, actual }) =>
      `The record has ${formatBytes(actual)}, more than the ${formatBytes(limit)} a model takes in one request; AWS documents no quota for batch`,
    hint: () => 'Make the record smaller, for example by smaller images',
    expected: ({ limit }) => `<= ${formatBytes(limit)}`,
    received: ({ actual }) => formatBytes(actual),
  },
  QUOTA_RECORDS_PER_FILE: {
    severity: 'error',
    message: ({ limit, actual }) =>
      `The file has ${records(actual)}, more than the quota of ${records(limit)} per file`,
    hint: () =>
      `${SPLIT}, or raise the quota with --quota records-per-file=N if AWS has raised yours`,
    expected: ({ limit }) => `<= ${records(limit)}`,
    received: ({ actual }) => records(actual),
  },
  QUOTA_FILE_BYTES: {
    severity: 'error',
    message: ({ limit, actual }) =>
      `The file has ${formatBytes(actual)}, more than the quota of ${formatBytes(limit)} per file`,
    hint: () => `${SPLIT}`,
    expected: ({ limit }) => `<= ${formatBytes(limit)}`,
    received: ({ actual }) => formatBytes(actual),
  },
  QUOTA_RECORDS_PER_JOB: {
    severity: 'error',
    message: ({ limit, actual }) =>
      `The job has ${records(actual)}, more than the quota of ${records(limit)} per job`,
    hint: () =>
      `${SPLIT}, or raise the quota with --quota records-per-job=N if AWS has raised yours`,
    expected: ({ limit }) => `<= ${records(limit)}`,
    received: ({ actual }) => records(actual),
  },
  QUOTA_RECORDS_PER_JOB_MIN: {
    severity: 'error',
    message: ({ limit, actual, shortestRecordBytes }) =>
      `The job has ${records(actual)}, fewer than the minimum of ${records(limit)}, and Bedrock fails such a job${paddingCost(limit - actual, shortestRecordBytes)}`,
    hint: ({ actual }) =>
      actual === 0
        ? 'Nothing was read: see whether the source is the right one, and complete'
        : 'Add records, or build the dataset with --below-minimum pad',
    expected: ({ limit }) => `>= ${records(limit)}`,
    received: ({ actual }) => records(actual),
  },
  QUOTA_JOB_BYTES: {
    severity: 'error',
    message: ({ limit, actual }) =>
      `The job has ${formatBytes(actual)}, more than the quota of ${formatBytes(limit)} per job`,
    hint: () => SPLIT,
    expected: ({ limit }) => `<= ${formatBytes(limit)}`,
    received: ({ actual }) => formatBytes(actual),
  },
  QUOTA_CONCURRENT_JOBS: {
    severity: 'warning',
    message: ({ limit, actual }) =>
      `There are ${countOf(actual, 'job')} to submit, more than the quota of ${countOf(limit, 'job')} at a time, so the last ones wait for the first`,
    hint: () => 'Let the submitter run until all jobs are in, or ask AWS for a higher quota',
    expected: ({ limit }) => `<= ${countOf(limit, 'job')}`,
    received: ({ actual }) => countOf(actual, 'job'),
  },
};

function paddingCost(missing: number, shortest: number | undefined): string {
  if (shortest === undefined) return '';
  return `; padding runs the shortest record ${countOf(missing, 'more time')}, ${formatBytes(missing * shortest)} of input and its answers, at your cost`;
}

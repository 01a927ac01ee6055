import { countOf, formatBytes } from '../text/units.ts';
import type { CatalogueEntry } from './entry.ts';

// Codes about quotas. Bytes or counts as the code says.

/** What a quota diagnostic compares. */
interface QuotaArg {
  readonly limit: number;
  readonly actual: number;
}

const records = (value: number) => countOf(value, 'record');
const SPLIT = 'Build the dataset with bedrock-batch build, which splits it';

/**
 * The record is larger than any model takes in one request.
 *
 * **Why.** AWS documents no size of a record in batch inference. InvokeModel takes a body of 25,000,000 bytes
 * (documented), so a larger record most likely fails. Values, sources and doubts: [quotas.md](quotas.md), or
 * `bedrock-batch quotas --model ID`.
 *
 * **What to do.** Make the record smaller: smaller images, a shorter document, or media by `s3Location` where the model
 * takes it.
 *
 * Wrong:
 *
 * ```text
 * one record of 31,457,280 bytes
 * ```
 *
 * Right:
 *
 * ```text
 * one record of 3,145,728 bytes
 * ```
 */
export const QUOTA_RECORD_BYTES: CatalogueEntry<QuotaArg> = {
  severity: 'warning',
  message: ({ limit, actual }) =>
    `The record has ${formatBytes(actual)}, more than the ${formatBytes(limit)} a model takes in one request; AWS documents no quota for batch`,
  hint: () => 'Make the record smaller, for example by smaller images',
  expected: ({ limit }) => `<= ${formatBytes(limit)}`,
  received: ({ actual }) => formatBytes(actual),
};

/**
 * A file has more records than the quota allows.
 *
 * **Why.** Bedrock checks the count before the job runs and fails the job (documented). AWS raises this quota on
 * request. Values, sources and doubts: [quotas.md](quotas.md), or `bedrock-batch quotas --model ID`.
 *
 * **What to do.** Let `bedrock-batch build` make the files: it splits them. Where AWS has raised your quota, say so
 * with `--quota records-per-file=N`.
 *
 * Wrong:
 *
 * ```text
 * jobs/0000/shard-00000.jsonl   60,000 records
 * ```
 *
 * Right:
 *
 * ```text
 * jobs/0000/shard-00000.jsonl   50,000 records
 * jobs/0000/shard-00001.jsonl   10,000 records
 * ```
 */
export const QUOTA_RECORDS_PER_FILE: CatalogueEntry<QuotaArg> = {
  severity: 'error',
  message: ({ limit, actual }) =>
    `The file has ${records(actual)}, more than the quota of ${records(limit)} per file`,
  hint: () =>
    `${SPLIT}, or raise the quota with --quota records-per-file=N if AWS has raised yours`,
  expected: ({ limit }) => `<= ${records(limit)}`,
  received: ({ actual }) => records(actual),
};

/**
 * A file is larger than the quota allows.
 *
 * **Why.** Bedrock checks the size before the job runs and fails the job (documented). AWS does not raise this quota,
 * and does not say whether its GB are 10^9 or 2^30 bytes; the smaller is taken. Values, sources and doubts:
 * [quotas.md](quotas.md), or `bedrock-batch quotas --model ID`.
 *
 * **What to do.** Let `bedrock-batch build` make the files: it splits them.
 *
 * Wrong:
 *
 * ```text
 * jobs/0000/shard-00000.jsonl   1,300,000,000 bytes
 * ```
 *
 * Right:
 *
 * ```text
 * jobs/0000/shard-00000.jsonl   1,000,000,000 bytes
 * jobs/0000/shard-00001.jsonl     300,000,000 bytes
 * ```
 */
export const QUOTA_FILE_BYTES: CatalogueEntry<QuotaArg> = {
  severity: 'error',
  message: ({ limit, actual }) =>
    `The file has ${formatBytes(actual)}, more than the quota of ${formatBytes(limit)} per file`,
  hint: () => `${SPLIT}`,
  expected: ({ limit }) => `<= ${formatBytes(limit)}`,
  received: ({ actual }) => formatBytes(actual),
};

/**
 * The files of a job have more records together than the quota allows.
 *
 * **Why.** Bedrock checks the count before the job runs and fails the job (documented). AWS raises this quota on
 * request. Values, sources and doubts: [quotas.md](quotas.md), or `bedrock-batch quotas --model ID`.
 *
 * **What to do.** Let `bedrock-batch build` make the jobs: it splits them. Where AWS has raised your quota, say so with
 * `--quota records-per-job=N`.
 *
 * Wrong:
 *
 * ```text
 * jobs/0000   60,000 records
 * ```
 *
 * Right:
 *
 * ```text
 * jobs/0000   50,000 records
 * jobs/0001   10,000 records
 * ```
 */
export const QUOTA_RECORDS_PER_JOB: CatalogueEntry<QuotaArg> = {
  severity: 'error',
  message: ({ limit, actual }) =>
    `The job has ${records(actual)}, more than the quota of ${records(limit)} per job`,
  hint: () => `${SPLIT}, or raise the quota with --quota records-per-job=N if AWS has raised yours`,
  expected: ({ limit }) => `<= ${records(limit)}`,
  received: ({ actual }) => records(actual),
};

/**
 * A job has fewer records than the minimum.
 *
 * **Why.** Bedrock fails such a job: "Batch job contains less records (1) than the required minimum of: 100" (text
 * reported by users). The minimum is over all files of the job, and AWS does not lower it. Values, sources and doubts:
 * [quotas.md](quotas.md), or `bedrock-batch quotas --model ID`.
 *
 * **What to do.** Add records, use on-demand inference for so few, or pad with `--below-minimum pad`: the shortest
 * record is repeated under ids of its own until the minimum is reached. Padding is run and paid for like other records;
 * results leave it out and show what it took.
 *
 * Wrong:
 *
 * ```text
 * jobs/0000   30 records
 * ```
 *
 * Right:
 *
 * ```text
 * jobs/0000   100 records, 70 of them padding
 * ```
 */
export const QUOTA_RECORDS_PER_JOB_MIN: CatalogueEntry<
  QuotaArg & {
    readonly shortestRecordBytes?: number | undefined;
  }
> = {
  severity: 'error',
  message: ({ limit, actual, shortestRecordBytes }) =>
    `The job has ${records(actual)}, fewer than the minimum of ${records(limit)}, and Bedrock fails such a job${paddingCost(limit - actual, shortestRecordBytes)}`,
  hint: ({ actual }) =>
    actual === 0
      ? 'Nothing was read: see whether the source is the right one, and complete'
      : 'Add records, or build the dataset with --below-minimum pad',
  expected: ({ limit }) => `>= ${records(limit)}`,
  received: ({ actual }) => records(actual),
};

/**
 * The files of a job are larger together than the quota allows.
 *
 * **Why.** Bedrock checks the size before the job runs and fails the job (documented). Values, sources and doubts:
 * [quotas.md](quotas.md), or `bedrock-batch quotas --model ID`.
 *
 * **What to do.** Let `bedrock-batch build` make the jobs: it splits them.
 *
 * Wrong:
 *
 * ```text
 * jobs/0000   6,000,000,000 bytes
 * ```
 *
 * Right:
 *
 * ```text
 * jobs/0000   5,000,000,000 bytes
 * jobs/0001   1,000,000,000 bytes
 * ```
 */
export const QUOTA_JOB_BYTES: CatalogueEntry<QuotaArg> = {
  severity: 'error',
  message: ({ limit, actual }) =>
    `The job has ${formatBytes(actual)}, more than the quota of ${formatBytes(limit)} per job`,
  hint: () => SPLIT,
  expected: ({ limit }) => `<= ${formatBytes(limit)}`,
  received: ({ actual }) => formatBytes(actual),
};

/**
 * There are more jobs than may be submitted and in progress at a time: those of a dataset, or of all paths given.
 *
 * **Why.** Bedrock refuses the job that is one too many (documented; its text is not). `submit` and `run` wait for a
 * free slot and go on. AWS does not say whether jobs that are validating or scheduled count. Values, sources and
 * doubts: [quotas.md](quotas.md), or `bedrock-batch quotas --model ID`.
 *
 * **What to do.** Let the command run until all jobs are in, or repeat it. AWS raises this quota on request; then say
 * so with `--quota concurrent-jobs=N`.
 *
 * Wrong:
 *
 * ```text
 * 25 jobs, quota 20   the last 5 wait
 * ```
 *
 * Right:
 *
 * ```text
 * 25 jobs, quota 50   all are submitted at once
 * ```
 */
export const QUOTA_CONCURRENT_JOBS: CatalogueEntry<QuotaArg> = {
  severity: 'warning',
  message: ({ limit, actual }) =>
    `There are ${countOf(actual, 'job')} to submit, more than the quota of ${countOf(limit, 'job')} at a time, so the last ones wait for the first`,
  hint: () => 'Let the submitter run until all jobs are in, or ask AWS for a higher quota',
  expected: ({ limit }) => `<= ${countOf(limit, 'job')}`,
  received: ({ actual }) => countOf(actual, 'job'),
};

function paddingCost(missing: number, shortest: number | undefined): string {
  if (shortest === undefined) return '';
  return `; padding runs the shortest record ${countOf(missing, 'more time')}, ${formatBytes(missing * shortest)} of input and its answers, at your cost`;
}

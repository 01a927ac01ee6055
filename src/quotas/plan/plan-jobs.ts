import type { Quotas } from '../table/quotas.ts';
import { Filling, fillFiles, sumFill } from './filling.ts';
import { recordsToLend } from './lend-records.ts';

/** One file of a planned job. */
export interface PlannedFile {
  readonly records: number;
  /** Bytes of its lines, newlines included. */
  readonly bytes: number;
}

/** One planned job: its files and their sums. */
export interface PlannedJob {
  readonly files: readonly PlannedFile[];
  readonly records: number;
  readonly bytes: number;
}

/** How records are cut into jobs and files. */
export interface JobsPlan {
  /** In the order of the records; empty when there are none. */
  readonly jobs: readonly PlannedJob[];
  readonly records: number;
  readonly bytes: number;
  /** Whether a job has fewer records than the minimum, so that Bedrock would fail it. */
  readonly belowMinimum: boolean;
}

/**
 * Plans which records go into which job and file, in order, from their sizes alone.
 *
 * Each file and job is filled until the next record would break a quota. When the last job then stays below the minimum,
 * it takes exactly the missing records from the end of the job before it, if both can then keep all quotas; its files are
 * cut anew. A record that alone is larger than a file or a job gets one of its own: the validators report it.
 *
 * Memory: the sizes of two jobs, and two numbers per file.
 *
 * @param sizes Bytes of each line with its newline, in order.
 * @param quotas Quotas in force, from {@link quotasFor}. Source: `docs/quotas.md`.
 * @returns The plan, frozen; concatenated it is the input in order. `belowMinimum` when a job is left too small.
 *
 * @example A tail of 20 records borrows 80
 * ```ts
 * import { planJobs, quotasFor } from 'bedrock-batch';
 *
 * const { quotas } = quotasFor(undefined, { recordsPerJob: 500 });
 * const plan = planJobs(new Array<number>(1020).fill(1000), quotas);
 * console.assert(plan.jobs.map((job) => job.records).join() === '500,420,100');
 * console.assert(!plan.belowMinimum);
 * ```
 */
export function planJobs(sizes: Iterable<number>, quotas: Quotas): JobsPlan {
  const jobs: PlannedJob[] = [];
  let previous: readonly number[] = [];
  let last: readonly number[] = [];
  for (const job of fillJobs(sizes, quotas)) {
    if (previous.length > 0) jobs.push(planJob(previous, quotas));
    previous = last;
    last = job;
  }
  const lent = recordsToLend({ records: previous.length, tail: previous, last }, quotas);
  const border = previous.length - lent;
  for (const job of [previous.slice(0, border), [...previous.slice(border), ...last]]) {
    if (job.length > 0) jobs.push(planJob(job, quotas));
  }
  const belowMinimum = jobs.some((job) => job.records < quotas.minRecordsPerJob);
  return Object.freeze({ jobs: Object.freeze(jobs), ...sumFill(jobs), belowMinimum });
}

/** Cuts sizes into jobs, each as full as its quotas allow. */
function* fillJobs(sizes: Iterable<number>, quotas: Quotas): Generator<readonly number[]> {
  const filling = Filling.job(quotas);
  let job: number[] = [];
  for (const bytes of sizes) {
    if (!filling.takes(bytes)) {
      yield job;
      job = [];
      filling.close();
    }
    job.push(bytes);
    filling.add(bytes);
  }
  if (job.length > 0) yield job;
}

function planJob(sizes: readonly number[], quotas: Quotas): PlannedJob {
  const files = fillFiles(sizes, quotas);
  return Object.freeze({ files: Object.freeze(files), ...sumFill(files) });
}

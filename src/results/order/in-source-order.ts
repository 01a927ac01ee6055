import type { Dataset, DatasetJob } from '../../dataset/index.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import type { KeptRepeats } from '../repeats/kept-repeats.ts';
import { KeptNumbers } from '../rows/kept-numbers.ts';
import { OutcomePlaces } from './outcome-places.ts';
import { OutcomeSpool } from './outcome-spool.ts';
import { withRejected } from './with-rejected.ts';

/** Outcomes that come job by job, and what they are put in order with. */
export interface JobByJob {
  readonly dataset: Dataset;
  /** Those that are read, in their order. */
  readonly jobs: readonly DatasetJob[];
  /** Rows that share answers, where there are any. */
  readonly repeats: KeptRepeats | undefined;
  readonly outcomesOf: (job: DatasetJob) => AsyncIterable<Outcome>;
  /** Gives the outcomes of rows that the build set aside; absent where there are none, or none are asked for. */
  readonly rejected: (() => AsyncIterable<Outcome>) | undefined;
  /** Folder for what waits. */
  readonly tmp: string | undefined;
}

/**
 * Puts outcomes in the order of the rows that the dataset was built from.
 *
 * Jobs hold the rows in order, so that only the outcomes of one wait at a time. Where rows share answers, or were set aside, or there is a canary, an outcome
 * may belong before one that was read long ago, and all wait.
 *
 * Memory: twelve bytes for each record of one job, or, where all wait, for each row of the dataset; 20 where rows share answers. The outcomes
 * are in a file in `tmp`, or in memory without one.
 *
 * @throws {DatasetError} `DATASET_CHANGED` where an outcome is of no record of the dataset; what `outcomesOf` throws, and, behind all
 *   outcomes of records, what `rejected` throws.
 */
export async function* inSourceOrder(all: JobByJob): AsyncGenerator<Outcome, void, undefined> {
  const { dataset, jobs, repeats, rejected } = all;
  const places = new OutcomePlaces(dataset, repeats);
  const doAllWait = !places.areJobsInOrder || rejected !== undefined;
  for (const group of doAllWait ? [jobs] : jobs.map((job) => [job])) {
    const spool = new OutcomeSpool(places, places.spanOf(group), all.tmp);
    try {
      await fill(spool, group, all);
      yield* rejected === undefined
        ? spool.outcomes()
        : withRejected(spool.inOrder(), { outcomes: rejected(), numberOf: numbersIn(dataset) });
    } finally {
      spool.close();
    }
  }
}

async function fill(
  spool: OutcomeSpool,
  jobs: readonly DatasetJob[],
  { outcomesOf }: JobByJob,
): Promise<void> {
  for (const job of jobs) for await (const outcome of outcomesOf(job)) spool.put(outcome);
}

/** Gives which row of the source the one at a place is; the file that says so is opened when it is first asked. */
function numbersIn(dataset: Dataset): (place: number) => number {
  const { rows } = dataset.manifest;
  let numbers: KeptNumbers | undefined;
  return (place) => {
    if (rows?.numbers === undefined) return place;
    numbers ??= KeptNumbers.open(dataset, rows);
    return numbers?.at(place) ?? place;
  };
}

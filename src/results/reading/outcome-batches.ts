import type { DatasetJob, Run } from '../../dataset/index.ts';
import { answerCheck } from '../answers/check-answer.ts';
import { inSourceOrder } from '../order/in-source-order.ts';
import { isSourceOrder } from '../order/outcome-order.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { inBatches, oneByOne } from '../outcomes/outcome-batch.ts';
import { rejectedOf } from '../rejected/kept-rejected.ts';
import { readRejectedOutcomes } from '../rejected/read-rejected-outcomes.ts';
import { type BestReading, readBest } from '../tried/read-best.ts';
import { TriedAgain } from '../tried/tried-again.ts';
import { readJob } from './job-reading.ts';
import type { ReadOutcomesOptions } from './read-outcomes-options.ts';
import { closeReading, jobReading, openReading } from './run-reading.ts';

/** How outcomes are read for who writes them. */
interface BatchOptions extends ReadOutcomesOptions {
  /** Whether rows and records may be left as JSON, which `rowOf` reads: who writes them needs no values. Default false. */
  readonly areTexts?: boolean | undefined;
  /** Whether rows that the build set aside are read too. Default: where all jobs are. */
  readonly rejected?: boolean | undefined;
}

/**
 * Reads the same outcomes as `readOutcomes`, some at a time: those that a block of output lines gave, for whoever writes them and needs to wait
 * only now and then.
 *
 * Memory: as `readOutcomes`.
 *
 * @yields Outcomes that are made as they are taken; all of them have to be taken before the next ones are asked for.
 * @throws As `readOutcomes`.
 */
export async function* outcomeBatches(
  run: Run,
  options: BatchOptions = {},
): AsyncGenerator<Iterable<Outcome>, void, undefined> {
  const check = answerCheck(options);
  const tried = await TriedAgain.open(run, check);
  try {
    yield* bestBatches({ run, tried, check }, options);
  } finally {
    tried?.close();
  }
  if (tried !== undefined) options.onRetries?.(tried.rounds);
}

/** {@link outcomeBatches}, for who reads job by job, and opens once what was tried again. */
export async function* bestBatches(
  { run, tried, check }: Omit<BestReading, 'onJob'>,
  options: BatchOptions,
): AsyncGenerator<Iterable<Outcome>, void, undefined> {
  const { jobs, rejected: isRejectedRead = jobs === undefined } = options;
  const chosen = run.dataset.manifest.jobs.filter(({ folder }) => jobs?.includes(folder) ?? true);
  const isOrdered = isSourceOrder(options);
  // what is made of two outcomes, or checked, is made of values
  const areTexts = options.areTexts === true && tried === undefined && check === undefined;
  const reading = await openReading(run, chosen, { ...options, areTexts });
  const best = { run, tried, check, onJob: options.onJob };
  const batchesOf = (job: DatasetJob) =>
    readBest(best, (onJob) => readJob(jobReading(reading, job, onJob)));
  const rejected = isRejectedRead ? () => readRejectedOutcomes(reading) : undefined;
  try {
    if (isOrdered) {
      const { repeats } = reading;
      const outcomesOf = (job: DatasetJob) => oneByOne(batchesOf(job));
      const isAny = rejectedOf(run.dataset) !== undefined;
      const wanted = { dataset: run.dataset, jobs: chosen, repeats, tmp: options.tmp, outcomesOf };
      yield* inBatches(inSourceOrder({ ...wanted, rejected: isAny ? rejected : undefined }));
    } else {
      for (const job of chosen) yield* batchesOf(job);
      if (rejected !== undefined) yield* inBatches(rejected());
    }
  } finally {
    await closeReading(reading);
  }
}

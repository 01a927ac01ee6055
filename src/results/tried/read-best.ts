import type { Run } from '../../dataset/index.ts';
import { familyOf } from '../../models/index.ts';
import type { CheckAnswer } from '../answers/check-answer.ts';
import type { JobOutcomes } from '../outcomes/job-outcomes.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { BestTally } from './best-tally.ts';
import type { TriedAgain } from './tried-again.ts';

type TakeJob = ((job: JobOutcomes) => void) | undefined;

/** What the outcomes of a run are completed with. */
export interface BestReading {
  readonly run: Run;
  /** Undefined where nothing of the run was tried again. */
  readonly tried: TriedAgain | undefined;
  /** Undefined where answers are not checked. */
  readonly check: CheckAnswer | undefined;
  readonly onJob: TakeJob;
}

/**
 * Reads the outcomes of a job, each the best one of its record, as they come: some at a time.
 *
 * @param read Reads what the run itself came to.
 */
export async function* readBest(
  { run, tried, check, onJob }: BestReading,
  read: (onJob: TakeJob) => AsyncIterable<Iterable<Outcome>>,
): AsyncGenerator<Iterable<Outcome>, void, undefined> {
  if (tried === undefined && check === undefined) {
    yield* read(onJob);
    return;
  }
  const { model, baseModel, invocationType } = run.dataset.manifest;
  const tally = new BestTally(familyOf(model, { baseModel, invocationType }));
  const sums: JobOutcomes[] = [];
  for await (const batch of read((job) => sums.push(job)))
    yield bestOf(batch, { tried, check }, tally);
  const best = check === undefined ? { retried: tally.sums } : { checked: tally.checked };
  for (const job of sums) onJob?.(Object.freeze({ ...job, ...best }));
}

function* bestOf(
  batch: Iterable<Outcome>,
  { tried, check }: Pick<BestReading, 'tried' | 'check'>,
  tally: BestTally,
): Generator<Outcome, void, undefined> {
  for (const outcome of batch) {
    const own = check?.(outcome) ?? outcome;
    const best = tried?.best(own) ?? own;
    tally.add(best);
    yield best;
  }
}

import type { Home } from '../../io/index.ts';
import { type Dataset, openHome } from '../dataset.ts';
import { hasAnswers } from '../kept-answers.ts';
import { MANIFEST_NAME, onDemandFolder, retriesFolder, roundFolder } from '../layout.ts';
import { findRun } from './open-run.ts';
import type { Run } from './run.ts';

/** One round of retries of a run: a dataset of the records that were tried again, and the run of it. */
export interface RetryRound {
  /** 1-based. */
  readonly round: number;
  readonly dataset: Dataset;
  /** Of the name of the run that is tried again; undefined where no job of the round was asked for. */
  readonly run: Run | undefined;
  /** Where its answers are kept, where the round is asked on demand; undefined where it has none yet. */
  readonly answers: Home | undefined;
}

/** Tells whether something of a round was asked. */
export function isBegun({ run, answers }: RetryRound): boolean {
  return run !== undefined || answers !== undefined;
}

const ROUND = /^\d{4,6}$/;

/**
 * Opens what was tried again of a run, round by round. A folder whose dataset was not finished is none.
 *
 * @throws {DatasetError} `DATASET_MANIFEST` and `RUN_STATE` where a round cannot be read.
 */
export async function retryRounds({ dataset, name }: Run): Promise<readonly RetryRound[]> {
  const entries = await dataset.home.names(retriesFolder(name));
  const numbers = entries.filter((entry) => ROUND.test(entry)).map(Number);
  const rounds: RetryRound[] = [];
  for (const round of numbers.sort((a, b) => a - b)) {
    const folder = roundFolder(name, round);
    if ((await dataset.home.size(`${folder}/${MANIFEST_NAME}`)) === undefined) continue;
    const tried = await openHome(dataset.home.below(folder));
    const answers = await answersIn(dataset.home.below(onDemandFolder(name, round)));
    rounds.push({ round, dataset: tried, run: await findRun(tried, name), answers });
  }
  return rounds;
}

async function answersIn(home: Home): Promise<Home | undefined> {
  return (await hasAnswers(home)) ? home : undefined;
}

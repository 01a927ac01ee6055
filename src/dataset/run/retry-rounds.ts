import { join } from 'node:path';
import { pathKind, regularFileBytes } from '../../io/index.ts';
import { type Dataset, datasetFile, openDataset } from '../dataset.ts';
import {
  ANSWERS_NAME,
  MANIFEST_NAME,
  onDemandFolder,
  retriesFolder,
  roundFolder,
} from '../layout.ts';
import { findRun } from './open-run.ts';
import type { Run } from './run.ts';

/** One round of retries of a run: a dataset of the records that were tried again, and the run of it. */
export interface RetryRound {
  /** 1-based. */
  readonly round: number;
  readonly dataset: Dataset;
  /** Of the name of the run that is tried again; undefined where no job of the round was asked for. */
  readonly run: Run | undefined;
  /** Path of the answers, where the round is asked on demand; undefined where it has none yet. */
  readonly answers: string | undefined;
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
    const folder = datasetFile(dataset, roundFolder(name, round));
    if ((await pathKind(join(folder, MANIFEST_NAME))) !== 'file') continue;
    const tried = await openDataset(folder);
    const answers = answersIn(datasetFile(dataset, onDemandFolder(name, round)));
    rounds.push({ round, dataset: tried, run: await findRun(tried, name), answers });
  }
  return rounds;
}

function answersIn(folder: string): string | undefined {
  const path = join(folder, ANSWERS_NAME);
  return (regularFileBytes(path) ?? 0) > 0 ? path : undefined;
}

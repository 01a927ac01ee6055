import { DatasetError, quote } from '../../core/index.ts';
import {
  type Dataset,
  findRun,
  isRunName,
  lostRun,
  openRun,
  RUNS_FOLDER,
  type Run,
} from '../../dataset/index.ts';
import type { AwsFlags } from '../flags/flags.ts';
import type { Session } from '../session/session.ts';
import { UsageError } from '../session/usage-error.ts';
import { openNamed } from './open-dataset.ts';

const SHOWN_RUNS = 10;

/** How a run is found. */
type RunFlags = AwsFlags & {
  /** Its name. Default: the only one. */
  readonly run?: string | undefined;
  readonly expectedBucketOwner?: string | undefined;
};

/**
 * Opens the run that was named, or the only one of a dataset.
 *
 * @throws {UsageError} where there are several and none is named.
 * @throws {DatasetError} `RUN_NOT_FOUND` where there is none, and as `openRun`.
 */
export async function chooseRun(where: string, flags: RunFlags, session: Session): Promise<Run> {
  const dataset = await openNamed(where, flags, session);
  if (flags.run !== undefined) return openRun(dataset, { run: flags.run });
  const names = (await dataset.home.names(RUNS_FOLDER)).filter(isRunName);
  const runs = await runsOf(dataset, names);
  const [only] = runs;
  if (only === undefined) throw await noRun(dataset, names);
  if (runs.length > 1) throw severalRuns(dataset, runs);
  return only;
}

/** Folders whose names are no names of runs are someone else's. */
async function runsOf(dataset: Dataset, names: readonly string[]): Promise<readonly Run[]> {
  const found = await Promise.all(names.map((name) => findRun(dataset, name)));
  return found.filter((run) => run !== undefined);
}

async function noRun(dataset: Dataset, names: readonly string[]): Promise<DatasetError> {
  for (const name of names) {
    const lost = await lostRun(dataset, name);
    if (lost !== undefined) return lost;
  }
  const { folder } = dataset;
  return new DatasetError('RUN_NOT_FOUND', `The dataset in ${quote(folder)} has no run yet`, {
    path: folder,
    hint: 'Submit the dataset first: bedrock-batch submit, or bedrock-batch run',
  });
}

function severalRuns({ folder }: Dataset, runs: readonly Run[]): UsageError {
  const message = `The dataset in ${quote(folder)} has ${runs.length} runs, and none is named`;
  const lines = runs.slice(0, SHOWN_RUNS).map(({ name, state }) => {
    const { region, endpoint } = state.target;
    return `--run ${name}  ${quote(region)}, ${endpoint === 'aws' ? 'AWS' : quote(endpoint)}`;
  });
  const more = runs.length > SHOWN_RUNS ? [`and ${runs.length - SHOWN_RUNS} more`] : [];
  return new UsageError(message, { hint: ['Choose one', ...lines, ...more].join('\n') });
}

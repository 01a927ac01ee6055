import { datasetFile, outcomesPath, type Run } from '../dataset/index.ts';
import { LineFile, pathKind } from '../io/index.ts';
import { formatOutcome } from './format-outcome.ts';
import { leftOver } from './job-end.ts';
import type { JobOutcomes } from './job-outcomes.ts';

import { lastAttempt, type ReadOutcomesOptions, readOutcomes } from './read-outcomes.ts';

/** Options of {@link saveOutcomes}. */
export type SaveOutcomesOptions = Omit<ReadOutcomesOptions, 'jobs' | 'partial'>;

/**
 * Writes the outcomes of each ended job into the run's folder, one file a job, seen only once it is whole.
 *
 * A row that JSON cannot say is left out of its outcome; big integers of a program become text. Files with the outcomes of a job's last attempt stay as they are. Memory: as {@link readOutcomes}.
 *
 * @returns Paths of the outcomes of all ended jobs, in the order of the jobs.
 * @throws As {@link readOutcomes}, except that jobs which still run are left out.
 */
export async function saveOutcomes(
  run: Run,
  options: SaveOutcomesOptions = {},
): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { folder } of run.dataset.manifest.jobs) {
    const last = lastAttempt(run.state.jobs, folder);
    if (leftOver(last) === undefined) continue;
    const path = datasetFile(run.dataset, outcomesPath(run.name, folder));
    const attempt = last?.attempt ?? 0;
    const saved = run.state.jobs.find((job) => job.folder === folder)?.saved?.attempt;
    const isThere = saved === attempt && (await pathKind(path)) === 'file';
    if (!isThere) await saveJob({ run, folder, path, attempt }, options);
    paths.push(path);
  }
  return paths;
}

interface SavedJob {
  readonly run: Run;
  readonly folder: string;
  readonly path: string;
  readonly attempt: number;
}

async function saveJob(
  { run, folder, path, attempt }: SavedJob,
  options: SaveOutcomesOptions,
): Promise<void> {
  const file = new LineFile(path);
  let ended: JobOutcomes | undefined;
  try {
    const outcomes = readOutcomes(run, {
      ...options,
      jobs: [folder],
      onJob: (job) => {
        ended = job;
      },
    });
    for await (const outcome of outcomes) file.add(formatOutcome(outcome));
    file.finish();
  } catch (error) {
    file.abandon();
    throw error;
  }
  if (ended === undefined) return;
  const { counts, tokens, padding, anomalies } = ended;
  await run.updateJob(folder, { saved: { attempt, counts, tokens, padding, anomalies } });
  options.onJob?.(ended);
}

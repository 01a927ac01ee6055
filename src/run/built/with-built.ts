import { type Dataset, openDataset } from '../../dataset/index.ts';
import { withCanary } from '../canary/canary-jobs.ts';
import { requireCanary } from '../canary/canary-options.ts';
import { requireUris } from '../dataset-uri.ts';
import { homeOptions } from '../home-options.ts';
import { jobPlace } from '../job-place.ts';
import type { AnyOptions } from '../run-options.ts';
import type { RunBegun } from '../run-report.ts';
import { StageClock } from '../stage-clock.ts';
import { type SubmittedRun, withJobsOf } from '../with-jobs.ts';

/**
 * Takes a dataset that was built as far as its jobs, and goes on with the run while nobody else writes to it.
 *
 * @param where Folder of the dataset, its S3 URI, or the dataset.
 * @param act What to do once the jobs are with Bedrock.
 */
export async function withBuilt<Value extends object>(
  where: string | Dataset,
  options: AnyOptions,
  act: (submitted: SubmittedRun) => Promise<Value>,
): Promise<Value & RunBegun> {
  requireUris(typeof where === 'string' ? where : where.folder, options);
  requireCanary(options.canary);
  const clock = new StageClock(options.onProgress);
  const opened = typeof where === 'string' ? await openDataset(where, homeOptions(options)) : where;
  const dataset = await withCanary(opened, options);
  const place = await jobPlace(options);
  return withJobsOf({ dataset, source: undefined, place, clock }, options, act);
}

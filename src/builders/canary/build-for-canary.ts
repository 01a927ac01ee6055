import type { BuiltDataset } from '../build/run-build.ts';
import { type BuildOptions, buildBy, buildPlanOf } from '../build-dataset.ts';
import { openedSource, type RowsFrom } from '../sources/rows-from.ts';
import type { CanarySize } from './canary-size.ts';

/**
 * Builds a dataset below a prefix in S3 with a canary in its first jobs: as `buildDataset` does, on the disk of this machine, and then sent.
 *
 * @param size How many records are tried first. With too few for a job of them and one of the others the dataset has none.
 */
export async function buildForCanary<Value>(
  source: RowsFrom<Value>,
  options: BuildOptions<Value>,
  size: CanarySize,
): Promise<BuiltDataset> {
  const opened = await openedSource(source, options);
  return buildBy({ ...(await buildPlanOf(opened, options)), canary: size }, opened, options);
}

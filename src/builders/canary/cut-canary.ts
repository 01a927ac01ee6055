import { join } from 'node:path';
import { countOf, DatasetError, InvalidOptionError, quote } from '../../core/index.ts';
import {
  builtDataset,
  CUT_NAME,
  type Dataset,
  datasetDigest,
  formatManifest,
  MANIFEST_NAME,
  type Manifest,
  openDataset,
} from '../../dataset/index.ts';
import {
  claimFolder,
  type FolderOwner,
  keepFolder,
  keepNames,
  makeWorkFolder,
  moveInto,
  provideFolder,
  removeAll,
  replaceFile,
} from '../../io/index.ts';
import { refuseRuns } from '../build/out-folder.ts';
import { type CanarySize, canaryRecords, requireCanarySize } from './canary-size.ts';
import { formatIntent, removeLeftovers, settleCut } from './cut-leftovers.ts';
import { type CutShard, writeCut } from './write-cut.ts';

/** Options of {@link cutCanary}. */
export interface CutCanaryOptions {
  readonly size: CanarySize;
  /** Aborts between blocks; the reason is thrown untouched and the dataset stays as it was. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Moves a sample of the records of a dataset into jobs of their own, the first ones, in its folder. The sample is spread over the source, and the same each time.
 *
 * What was cut already stays as it is, whatever the size, and so does a dataset with too few records for two jobs. Its shards are read and written once; the old
 * ones stay until the manifest names the new ones, so the folder holds a whole dataset at any moment. Memory: 4 MiB and the longest record.
 *
 * @returns The dataset as it is in its folder now.
 * @throws {InvalidOptionError} `INVALID_OPTION` for a size that is none, and for a dataset that cannot be cut: it lies in S3, has runs, or was built by a
 *   version that remembers nothing of its rows.
 * @throws {DatasetError} `DATASET_CHANGED` where a shard is not what was built, or the dataset another one by now; `DATASET_BUSY`, `DATASET_WRITE`.
 */
export async function cutCanary(dataset: Dataset, options: CutCanaryOptions): Promise<Dataset> {
  requireCanarySize(options.size);
  await settleCut(dataset);
  if (canaryOf(dataset.manifest, options) === undefined) return dataset;
  requireCuttable(dataset);
  await requireNoRuns(dataset);
  const owner = await claimFolder(dataset.folder, 'build');
  try {
    const now = await openDataset(dataset.folder);
    if (now.manifest.canary !== undefined) return now;
    if (now.manifest.digest !== dataset.manifest.digest) throw replaced(dataset);
    return await cutOwned(now, owner, options);
  } finally {
    await owner.release();
  }
}

/** Undefined where there is nothing to cut. */
function canaryOf(manifest: Manifest, { size }: CutCanaryOptions): number | undefined {
  const { canary, records, padding, quotas } = manifest;
  if (canary !== undefined) return undefined;
  const of = { records: records - padding.length, minimum: quotas.minRecordsPerJob };
  return canaryRecords(size, of);
}

async function cutOwned(
  dataset: Dataset,
  owner: FolderOwner,
  options: CutCanaryOptions,
): Promise<Dataset> {
  const { folder, manifest } = dataset;
  await owner.sweep();
  const work = await makeWorkFolder(folder);
  try {
    const count = canaryOf(manifest, options) ?? 0;
    const cut = await writeCut(dataset, { work, count, signal: options.signal });
    const jobs = cut.jobs.map(({ job }) => job);
    requireMinimum(jobs, manifest);
    await keepFolder(work);
    options.signal?.throwIfAborted();
    await owner.requireHeld();
    await requireNoRuns(dataset);
    const canary = { records: count, jobs: cut.canaryJobs };
    const digest = datasetDigest({ ...manifest, jobs });
    const intent = { from: manifest.digest, to: digest, first: cut.first };
    await replaceFile(join(folder, CUT_NAME), formatIntent(intent));
    await putBeside(
      folder,
      cut.jobs.flatMap(({ files }) => files),
    );
    const written = builtDataset(dataset.home, { ...manifest, digest, canary, jobs });
    await replaceFile(join(folder, MANIFEST_NAME), formatManifest(written.manifest));
    await removeLeftovers(written, intent);
    return written;
  } finally {
    await removeAll(work);
  }
}

/** New shards have names that no old one has. */
async function putBeside(folder: string, files: readonly CutShard[]): Promise<void> {
  const into = new Set<string>();
  for (const { from, path } of files) {
    const to = join(folder, path);
    await provideFolder(join(to, '..'));
    await moveInto(from, to);
    into.add(join(to, '..'));
  }
  for (const changed of [...into, join(folder, 'jobs')]) await keepNames(changed);
}

function requireMinimum(jobs: Manifest['jobs'], { quotas }: Manifest): void {
  const short = jobs.find(({ records }) => records < quotas.minRecordsPerJob);
  if (short === undefined) return;
  const message = `Without the records of a canary a job is left with ${countOf(short.records, 'record')}, and one needs ${countOf(quotas.minRecordsPerJob, 'record')} (min-records-per-job); the dataset was not changed`;
  throw new InvalidOptionError(message, {
    option: 'canary.size',
    hint: 'Try fewer records, or run all of them without a canary',
  });
}

function requireCuttable({ folder, manifest, store, home }: Dataset): void {
  if (home.folder === undefined)
    throw notCut(
      `The dataset in ${quote(folder, 200)} has no canary, and in S3 no shard is written twice`,
      'Build it below another prefix with bedrock-batch run --canary and --out, or cut it in the folder that it was uploaded from; or run all of it without a canary',
    );
  if (store !== home.store)
    throw notCut(
      `${quote(folder, 200)} is not a folder alone, and only files are cut`,
      'Cut the dataset in the folder that it was uploaded from, with bedrock-batch run',
    );
  if (manifest.jobs.some(({ media }) => media.length > 0))
    throw notCut(
      `The dataset in ${quote(folder, 200)} has media beside its shards, which would stand in another job than their records`,
      'Run all of it without a canary',
    );
  const shards = manifest.jobs.flatMap((job) => job.shards);
  if (manifest.rows === undefined && shards.some(({ rows }) => rows.count > 0))
    throw notCut(
      `The dataset in ${quote(folder, 200)} was built by a version that kept no digests of its rows, so that they could not be found in another order`,
      'Build it again, or run all of it without a canary',
    );
}

async function requireNoRuns({ folder, home }: Dataset): Promise<void> {
  try {
    await refuseRuns(home);
  } catch (cause) {
    if (!(cause instanceof DatasetError) || cause.code !== 'DATASET_EXISTS') throw cause;
    throw notCut(
      `The dataset in ${quote(folder, 200)} has runs, so no canary can be cut out of it`,
      'Leave the canary out to go on with the run, or build the dataset into another folder',
    );
  }
}

function notCut(message: string, hint: string): InvalidOptionError {
  return new InvalidOptionError(`${message}; nothing was changed`, { option: 'canary', hint });
}

function replaced({ folder }: Dataset): DatasetError {
  const message = `The dataset in ${quote(folder, 200)} is another one than a moment ago`;
  return new DatasetError('DATASET_CHANGED', message, {
    path: folder,
    hint: 'Repeat the command once nothing else writes there',
  });
}

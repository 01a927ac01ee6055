import { buildDataset, lookAtOutFolder, type RowsFrom } from '../builders/index.ts';
import { datasetHome } from '../dataset/index.ts';
import { isS3Address, withWorkFolder } from '../io/index.ts';
import { planBuilt } from './built/plan-built.ts';
import { withCanary } from './canary/canary-jobs.ts';
import { requireCanary } from './canary/canary-options.ts';
import { planWithCanary } from './canary/plan-with-canary.ts';
import { requireUris } from './dataset-uri.ts';
import { homeOptions } from './home-options.ts';
import { jobPlace } from './job-place.ts';
import type { RunDatasetOptions } from './run-options.ts';
import type { RunPlan } from './run-report.ts';

/**
 * Builds the dataset and says what {@link runDataset} would do with it; nothing is sent to AWS.
 *
 * The dataset is written to `out`, so that the run after it finds it there, with its canary where one is asked for. Where `out` is a prefix in S3 nothing is written
 * there: the dataset is built below the folder for temporary files, and gone afterwards. Memory: as `buildDataset`.
 *
 * @param source Path, rows, or a source made by `csv()`, `jsonArray()`, `jsonl()`.
 * @param options As for {@link runDataset}.
 * @returns The dataset, where it would lie, and the requests.
 * @throws What `buildDataset` and `planSubmission` throw.
 *
 * @example The requests of a run
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { planRun } from 'bedrock-batch/run';
 *
 * const rows = Array.from({ length: 100 }, (_, index) => ({ text: `Text ${index}` }));
 * const { submission } = await planRun(rows, {
 *   model: 'amazon.titan-embed-text-v2:0',
 *   prompt: '{{text}}',
 *   out: join(await mkdtemp(join(tmpdir(), 'example-')), 'texts'),
 *   to: 's3://bucket/batches/',
 *   roleArn: 'arn:aws:iam::123456789012:role/Batch',
 *   region: 'us-east-1',
 * });
 * console.assert(submission.jobs[0]?.step === 'create');
 * ```
 */
export async function planRun<Row = unknown>(
  source: RowsFrom<Row>,
  options: RunDatasetOptions<Row>,
): Promise<RunPlan> {
  requireUris(options.out, options);
  requireCanary(options.canary);
  const place = await jobPlace(options);
  const placed = { ...options, ...place, onProgress: undefined };
  if (isS3Address(options.out)) return planInS3(source, placed);
  const built = await buildDataset(source, placed);
  const { dataset, ...plan } = await planBuilt(built, { ...options, asOf: place.asOf });
  return Object.freeze({ dataset: { ...built, ...dataset }, ...plan });
}

/** What is there of the same dataset tells what of its run is done. */
async function planInS3<Row>(
  source: RowsFrom<Row>,
  options: RunDatasetOptions<Row>,
): Promise<RunPlan> {
  const { replace = false } = options;
  const home = datasetHome(options.out, homeOptions(options));
  try {
    return await withWorkFolder(async (out) => {
      const built = await buildDataset(source, { ...options, out, onProgress: undefined });
      const found = await lookAtOutFolder(home, { buildKey: built.manifest.buildKey, replace });
      const dataset = await withCanary(found.kind === 'same' ? found.dataset : built, options);
      const submission = await planWithCanary({ dataset, uri: home.address }, options);
      const { address: folder, store } = home;
      const { manifest } = dataset;
      const planned = { ...built, manifest, folder, home, store, reused: found.kind === 'same' };
      return Object.freeze({ dataset: planned, uri: folder, submission });
    });
  } finally {
    home.close();
  }
}

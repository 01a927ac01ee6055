import { buildDataset, type RowsFrom } from '../builders/index.ts';
import { planBuilt } from './built/plan-built.ts';
import { requireUris } from './dataset-uri.ts';
import { jobPlace } from './job-place.ts';
import type { RunDatasetOptions } from './run-options.ts';
import type { RunPlan } from './run-report.ts';

/**
 * Builds the dataset and says what {@link runDataset} would do with it; nothing is sent to AWS.
 *
 * The dataset is written to `out`, so that the run after it finds it there, with its canary where one is asked for. Memory: as `buildDataset`.
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
  requireUris(options);
  const place = await jobPlace(options);
  const built = await buildDataset(source, { ...options, ...place, onProgress: undefined });
  const { dataset, ...plan } = await planBuilt(built, { ...options, asOf: place.asOf });
  return Object.freeze({ dataset: { ...built, ...dataset }, ...plan });
}

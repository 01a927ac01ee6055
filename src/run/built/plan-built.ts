import type { Dataset } from '../../dataset/index.ts';
import { defaultOutputUri, planSubmission } from '../../jobs/index.ts';
import { datasetUri, requireUris } from '../dataset-uri.ts';
import { jobPlace } from '../job-place.ts';
import type { RunBuiltOptions } from '../run-options.ts';
import type { RunPlan } from '../run-report.ts';

/**
 * Says what `runBuilt` would do with a dataset; nothing is sent to AWS.
 *
 * @throws What `planSubmission` throws.
 */
export async function planBuilt(
  dataset: Dataset,
  options: Omit<RunBuiltOptions, 'onProgress'>,
): Promise<Omit<RunPlan, 'dataset'>> {
  requireUris(options);
  const { asOf } = await jobPlace(options);
  const uri = datasetUri(options.to, dataset.manifest);
  const outputUri = options.outputUri ?? defaultOutputUri(options.to, dataset.manifest);
  const submission = await planSubmission({ dataset, uri }, { ...options, asOf, outputUri });
  return Object.freeze({ uri, submission });
}

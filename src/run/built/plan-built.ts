import type { Dataset } from '../../dataset/index.ts';
import { withCanary } from '../canary/canary-jobs.ts';
import { requireCanary } from '../canary/canary-options.ts';
import { planWithCanary } from '../canary/plan-with-canary.ts';
import { datasetUri, outputUriOf, requireUris } from '../dataset-uri.ts';
import { jobPlace } from '../job-place.ts';
import type { RunBuiltOptions } from '../run-options.ts';
import type { RunPlan } from '../run-report.ts';

/**
 * Says what `runBuilt` would do with a dataset; nothing is sent to AWS. A canary that is asked for is cut out of the dataset in its folder.
 *
 * @throws What `planSubmission` throws.
 */
export async function planBuilt(
  built: Dataset,
  options: Omit<RunBuiltOptions, 'onProgress'>,
): Promise<Omit<RunPlan, 'dataset'> & { readonly dataset: Dataset }> {
  requireUris(built.folder, options);
  requireCanary(options.canary);
  const { asOf } = await jobPlace(options);
  const dataset = await withCanary(built, options);
  const uri = datasetUri(dataset, options);
  const outputUri = outputUriOf(dataset, options);
  const submission = await planWithCanary({ dataset, uri }, { ...options, asOf, outputUri });
  return Object.freeze({ dataset, uri, submission });
}

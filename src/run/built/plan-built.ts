import type { Dataset } from '../../dataset/index.ts';
import { planSubmission } from '../../jobs/index.ts';
import { canaryFolders, withCanary } from '../canary/canary-jobs.ts';
import { requireCanary } from '../canary/canary-options.ts';
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
  const asking = { ...options, asOf, outputUri };
  if (options.canary === undefined || dataset.manifest.canary === undefined) {
    const submission = await planSubmission({ dataset, uri }, asking);
    return Object.freeze({ dataset, uri, submission });
  }
  // what the others may cost is asked once the canary has told it
  await planSubmission(
    { dataset, uri },
    {
      ...asking,
      ...{ jobs: canaryFolders(dataset), onEstimate: undefined },
    },
  );
  const submission = await planSubmission({ dataset, uri }, { ...asking, maxCost: undefined });
  return Object.freeze({ dataset, uri, submission });
}

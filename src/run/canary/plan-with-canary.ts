import {
  type DatasetInS3,
  planSubmission,
  type SubmissionOptions,
  type SubmissionPlan,
} from '../../jobs/index.ts';
import { canaryFolders } from './canary-jobs.ts';
import type { CanaryOptions } from './canary-options.ts';

/** Says what submitting would do. Where a canary is tried first, it alone is held to a limit of the costs: what the others may cost is asked once it has told that. */
export async function planWithCanary(
  upload: DatasetInS3,
  options: SubmissionOptions & { readonly canary?: CanaryOptions | undefined },
): Promise<SubmissionPlan> {
  const { dataset } = upload;
  if (options.canary === undefined || dataset.manifest.canary === undefined)
    return planSubmission(upload, options);
  const ofCanary = { jobs: canaryFolders(dataset), onEstimate: undefined };
  await planSubmission(upload, { ...options, ...ofCanary });
  return planSubmission(upload, { ...options, maxCost: undefined });
}

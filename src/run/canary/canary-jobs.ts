import { cutCanary, settleCut } from '../../builders/index.ts';
import type { Dataset, Run } from '../../dataset/index.ts';
import type { CanaryOptions } from './canary-options.ts';

/** Cuts a canary out of a dataset where one is asked for; ends a cut that was killed, where one is not. */
export async function withCanary<Of extends Dataset>(
  dataset: Of,
  {
    canary,
    signal,
  }: { readonly canary?: CanaryOptions | undefined; readonly signal?: AbortSignal | undefined },
): Promise<Of> {
  if (canary === undefined) {
    await settleCut(dataset);
    return dataset;
  }
  const cut = await cutCanary(dataset, { size: canary.size, signal });
  if (cut.manifest.canary === undefined) canary.onNone?.(cut);
  return cut === dataset ? dataset : Object.freeze({ ...dataset, ...cut });
}

/** Folders of the jobs that hold the canary; none where a dataset has none. */
export function canaryFolders({ manifest }: Dataset): readonly string[] {
  return manifest.jobs.slice(0, manifest.canary?.jobs ?? 0).map(({ folder }) => folder);
}

/** Tells whether another job than those of the canary was asked for: then somebody has decided. */
export function isRestBegun({ state, dataset }: Run): boolean {
  const canary = canaryFolders(dataset);
  return state.jobs.some(({ folder, attempts }) => !canary.includes(folder) && attempts.length > 0);
}

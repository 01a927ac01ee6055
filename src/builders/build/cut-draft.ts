import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  builtDataset,
  type Dataset,
  datasetHome,
  formatManifest,
  MANIFEST_NAME,
} from '../../dataset/index.ts';
import { type HomePrefix, makeWorkFolder, removeAll } from '../../io/index.ts';
import type { CanarySize } from '../canary/canary-size.ts';
import { cutCanary } from '../canary/cut-canary.ts';
import type { CommonBuildOptions } from './build-options.ts';
import type { BuildPlan } from './build-plan.ts';
import type { Draft } from './draft.ts';
import { folderDraft } from './folder-draft.ts';
import { makeRoom, removeDataset } from './out-folder.ts';

/** Where in S3 a dataset goes, and the sample that is to stand in its first jobs. */
interface CutTarget {
  readonly prefix: HomePrefix;
  readonly size: CanarySize;
}

/**
 * Begins a dataset below a prefix in S3 whose canary is cut before it is sent: on the disk of this machine, below the folder for temporary files, because its lines are
 * read and written once more, and no object is written twice.
 *
 * @throws {S3Error} `S3_BUCKET_REGION`, `S3_BUCKET_NOT_FOUND`, `S3_ACCESS_DENIED`, `S3_CREDENTIALS`.
 */
export async function cutDraft(
  plan: BuildPlan,
  { prefix, size }: CutTarget,
  { signal, region }: CommonBuildOptions,
): Promise<Draft> {
  const { checkBucket } = await import('../../upload/index.ts');
  const asking = { ...prefix.requests, signal, region };
  await checkBucket(await prefix.client(), prefix.place.bucket, asking);
  const { home } = plan;
  const work = await makeWorkFolder(tmpdir());
  const onDisk = datasetHome(join(work, 'dataset'));
  const draft = await folderDraft({ ...plan, home: onDisk, out: onDisk.address });
  return {
    ...draft,
    putInPlace: async (kind, manifest) => {
      const whole = await draft.putInPlace('free', manifest);
      const cut = await cutCanary(whole, { size, signal });
      await makeRoom(home, kind);
      await sendAll(cut, prefix, signal).catch(async (error: unknown) => {
        await removeDataset(home).catch(() => undefined);
        throw error;
      });
      // whether the manifest is there may not be known, and then its shards have to stay
      await home.store.save(MANIFEST_NAME, formatManifest(cut.manifest), null);
      await removeAll(work);
      return builtDataset(home, cut.manifest);
    },
    abandon: () => removeAll(work),
  };
}

/** Sends all but the manifest. */
async function sendAll(
  dataset: Dataset,
  to: HomePrefix,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { presentRowFiles, sendFiles } = await import('../../upload/index.ts');
  const shards = dataset.manifest.jobs.flatMap((job) => job.shards);
  const files = [...shards, ...(await presentRowFiles(dataset, signal))];
  await sendFiles(files, { from: dataset.home, to, folder: '', signal });
}

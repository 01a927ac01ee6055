import { tmpdir } from 'node:os';
import { builtDataset, formatManifest, MANIFEST_NAME } from '../../dataset/index.ts';
import { type HomePrefix, newHasher } from '../../io/index.ts';
import { HeldWriter } from '../shards/held-writer.ts';
import type { CommonBuildOptions } from './build-options.ts';
import type { BuildPlan } from './build-plan.ts';
import type { Draft } from './draft.ts';
import { makeRoom } from './out-folder.ts';

/**
 * Begins a dataset below a prefix in S3: parts of its objects are sent while it is built, and nobody sees any before all of it is whole.
 *
 * @throws {S3Error} `S3_BUCKET_REGION`, `S3_BUCKET_NOT_FOUND`, `S3_ACCESS_DENIED`, `S3_CREDENTIALS`.
 */
export async function objectDraft(
  { home, quotas, dedupe, piece }: BuildPlan,
  prefix: HomePrefix,
  options: CommonBuildOptions,
): Promise<Draft> {
  const { checkBucket, streamObjects } = await import('../../upload/index.ts');
  const s3 = await prefix.client();
  const { place, requests } = prefix;
  const asking = { ...requests, signal: options.signal };
  // a piece goes where its plan was read
  if (piece === undefined)
    await checkBucket(s3, place.bucket, { ...asking, region: options.region });
  const sending = { ...options, ...asking, mostBytes: quotas.fileBytes };
  const objects = await streamObjects(s3, place, sending);
  const { open } = objects;
  const copies = dedupe ? tmpdir() : undefined;
  return {
    tmp: tmpdir(),
    open,
    lines: new HeldWriter(quotas, {
      open,
      room: () => objects.room(),
      hasher: await newHasher(),
      copies,
    }),
    putInPlace: async (kind, manifest) => {
      await makeRoom(home, kind);
      await objects.appear();
      // whether the manifest is there may not be known, and then its shards have to stay
      objects.keep();
      await home.store.save(MANIFEST_NAME, formatManifest(manifest), null);
      return builtDataset(home, manifest);
    },
    abandon: () => objects.drop(),
  };
}

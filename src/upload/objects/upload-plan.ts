import pLimit from 'p-limit';
import { type Dataset, datasetFile, MANIFEST_NAME, type Shard } from '../../dataset/index.ts';
import { requireFileSize } from '../../io/index.ts';
import { listDataset, requireNoForeign } from './dataset-objects.ts';
import { type UnfinishedUploads, unfinishedBelow } from './left-uploads.ts';
import { isManifestThere, manifestExists } from './manifest-object.ts';
import { isSameObject } from './same-object.ts';
import { headShard, type Lookup, shardExists } from './shard-object.ts';
import { shardsOf } from './target.ts';

const LOOKS_IN_FLIGHT = 8;

/** What an upload has to do, found out before the first byte. */
export interface UploadPlan {
  readonly shards: readonly Shard[];
  /** Paths of the shards that are there already, byte for byte. */
  readonly present: ReadonlySet<string>;
  readonly isManifestThere: boolean;
  /** What was begun below the prefix and not ended. */
  readonly unfinished: UnfinishedUploads;
}

/** Checks that the files of the shards are there with the sizes of the manifest. */
export function requireFiles(dataset: Dataset): void {
  for (const shard of shardsOf(dataset.manifest))
    requireFileSize(datasetFile(dataset, shard.path), shard);
}

/**
 * Looks at what is below the prefix and refuses to go on where it is not of the dataset.
 *
 * @throws {S3Error} `S3_FOREIGN_OBJECT`, `S3_OBJECT_EXISTS`.
 */
export async function planUpload(lookup: Lookup, dataset: Dataset): Promise<UploadPlan> {
  const { s3, root, options } = lookup;
  const { manifest } = dataset;
  const { own, foreign } = await listDataset(s3, { root, manifest }, options);
  requireNoForeign(foreign, root);
  const shards = shardsOf(manifest);
  const there = shards.filter(({ path }) => own.has(path));
  const same = await pLimit(LOOKS_IN_FLIGHT).map(there, (shard) => isThere(lookup, shard));
  const present = new Set(there.filter((_, index) => same[index]).map(({ path }) => path));
  const manifestThere = own.has(MANIFEST_NAME) && (await isManifestThere(lookup, manifest));
  if (own.has(MANIFEST_NAME) && !manifestThere && options.replace !== true)
    throw manifestExists(lookup);
  const unfinished = await unfinishedBelow(lookup, root.key);
  return { shards, present, isManifestThere: manifestThere, unfinished };
}

async function isThere(lookup: Lookup, shard: Shard): Promise<boolean> {
  const head = await headShard(lookup, shard);
  if (isSameObject(head, shard)) return true;
  if (head === undefined || lookup.options.replace === true) return false;
  throw shardExists(lookup, shard, head.bytes);
}

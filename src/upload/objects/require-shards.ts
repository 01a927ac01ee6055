import type { S3Client } from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import { formatBytes, quote, S3Error } from '../../core/index.ts';
import type { Manifest, Shard } from '../../dataset/index.ts';
import {
  formatS3Uri,
  type S3ObjectHead,
  type S3Place,
  type S3RequestOptions,
} from '../../io/index.ts';
import { isOtherObject } from './same-object.ts';
import { headShard } from './shard-object.ts';
import { below, requirePlace } from './target.ts';

const LOOKS_IN_FLIGHT = 8;

/** The jobs of an uploaded dataset that are about to be submitted. */
export interface JobInputs {
  /** S3 URI of the dataset. */
  readonly uri: string;
  readonly manifest: Manifest;
  /** Folders of the jobs. */
  readonly folders: readonly string[];
}

/**
 * Looks at the object of each shard of some jobs, one request each, and refuses what is not the shard: whatever lies there is
 * what Bedrock reads and bills.
 *
 * Size and CRC32 are compared. Where the server keeps no CRC32 of the whole object, the hash that an upload of ours left with it is;
 * an object without either is taken for the shard where its size is.
 *
 * @throws {S3Error} `S3_OBJECT_NOT_FOUND` and `S3_OBJECT_DIFFERS` for the first that is not there or another one, and what S3
 *   refuses.
 */
export async function requireShards(
  s3: S3Client,
  { uri, manifest, folders }: JobInputs,
  options: S3RequestOptions,
): Promise<void> {
  const root = requirePlace(uri);
  const jobs = manifest.jobs.filter(({ folder }) => folders.includes(folder));
  const shards = jobs.flatMap((job) => job.shards);
  await pLimit(LOOKS_IN_FLIGHT).map(shards, async (shard) => {
    options.signal?.throwIfAborted();
    const head = await headShard({ s3, root, options }, shard);
    if (head === undefined) throw notThere(below(root, shard.path));
    if (isOtherObject(head, shard)) throw differs(below(root, shard.path), head, shard);
  });
}

function notThere(place: S3Place): S3Error {
  const problem = `There is no object ${quote(formatS3Uri(place), 200)}, which is a shard of the dataset`;
  return new S3Error('S3_OBJECT_NOT_FOUND', `${problem}; nothing was submitted`, {
    ...place,
    hint: 'Upload the dataset again, or submit it from where it was uploaded to',
  });
}

function differs(place: S3Place, head: S3ObjectHead, shard: Shard): S3Error {
  const found =
    head.bytes === shard.bytes
      ? `its CRC32 is ${head.crc32 ?? 'not known and its hash another'}, and that of the shard ${shard.crc32}`
      : `it has ${formatBytes(head.bytes)}, and the shard ${formatBytes(shard.bytes)}`;
  const problem = `The object ${quote(formatS3Uri(place), 200)} is not the shard of the dataset: ${found}`;
  return new S3Error('S3_OBJECT_DIFFERS', `${problem}; nothing was submitted`, {
    ...place,
    hint: 'Find out who wrote there, then upload the dataset again with --replace, or with another --to',
  });
}

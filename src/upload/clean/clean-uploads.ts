import type { S3Client } from '@aws-sdk/client-s3';
import { countOf, InvalidOptionError, quote, S3Error } from '../../core/index.ts';
import { type Dataset, openDataset } from '../../dataset/index.ts';
import {
  makeS3Client,
  requireOnDisk,
  requireS3Folder,
  type S3ClientOptions,
  type S3Place,
  type S3RequestOptions,
} from '../../io/index.ts';
import { requirePlace, targetOf } from '../objects/target.ts';
import { CLEAN_RIGHTS, findLeft } from './find-left.ts';
import type { LeftUpload } from './left-upload.ts';

const DEFAULT_HOURS = 24;
/** Options of {@link cleanUploads}. */
export interface CleanUploadsOptions extends S3ClientOptions, S3RequestOptions {
  /** S3 URI below which is looked: `s3://bucket/prefix/`, as uploads were given it; or `s3://bucket`. */
  readonly to: string;
  /** A dataset, or the folder it is in: only what is below its own prefix is looked at. Default: all datasets. */
  readonly dataset?: Dataset | string | undefined;
  /** Client to use; it is not destroyed. Default: one made of `region`, `profile` and `endpoint`. */
  readonly s3?: S3Client | undefined;
  /** Hours without a new part after which an upload is taken for dead, from 0. Default 24. */
  readonly olderThanHours?: number | undefined;
  /** Removes nothing, only tells. Default false. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Removes the uploads that killed processes left below a prefix, and tells of each what it was.
 *
 * Ours are those to keys that objects of a dataset have (`…/jobs/0000/shard-00000.jsonl`, `…/rows.digests`), that were begun with a CRC32 of
 * the whole object where the server tells, and whose parts lie as ours do; nobody else's are touched, or even told. Whether a
 * process still sends cannot be asked, so one is dead when no part came for `olderThanHours` hours, by the clock of the server.
 * Where `uploadDataset()` is called again for the same dataset and place it goes on with such parts, so this is for datasets
 * that nobody will upload any more.
 *
 * Memory: what is given back, and the parts of one upload.
 *
 * @param options Where, how old, and cancellation.
 * @returns What was found, in the order of the keys.
 * @throws {InvalidOptionError} `INVALID_OPTION` before anything is asked.
 * @throws {DatasetError} `DATASET_NOT_FOUND`, `DATASET_MANIFEST` of the dataset.
 * @throws {S3Error} `S3_BUCKET_NOT_FOUND`, `S3_BUCKET_REGION`, `S3_ACCESS_DENIED`, `S3_CREDENTIALS`, `S3_REPLY_UNCLEAR`,
 *   `S3_REQUEST`: also where some could not be removed, once the others are.
 *
 * @example Remove what a killed process left a while ago
 * ```ts
 * import { CreateMultipartUploadCommand, S3Client } from '@aws-sdk/client-s3';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { cleanUploads } from 'bedrock-batch/upload';
 *
 * const emulator = await createEmulator();
 * const s3 = new S3Client(emulator.clientConfig);
 * await emulator.createBucket('my-data');
 * const Key = 'in/movies-0123456789ab/jobs/0000/shard-00000.jsonl';
 * await s3.send(
 *   new CreateMultipartUploadCommand({
 *     ...{ Bucket: 'my-data', Key, ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' },
 *   }),
 * );
 *
 * const [young] = await cleanUploads({ s3, to: 's3://my-data/in/' });
 * const [dead] = await cleanUploads({ s3, to: 's3://my-data/in/', olderThanHours: 0 });
 *
 * console.assert(young?.status === 'kept' && dead?.status === 'removed');
 * s3.destroy();
 * await emulator.close();
 * ```
 */
export async function cleanUploads(options: CleanUploadsOptions): Promise<readonly LeftUpload[]> {
  const { olderThanHours = DEFAULT_HOURS, dryRun = false, signal } = options;
  requireHours(olderThanHours);
  const place = await placeOf(options);
  signal?.throwIfAborted();
  const s3 = options.s3 ?? (await makeS3Client(options));
  try {
    const found = await findLeft(s3, place, { ...options, olderThanHours });
    return dryRun ? found : await removeAll(s3, { place, found, options });
  } finally {
    if (options.s3 === undefined) s3.destroy();
  }
}

function requireHours(hours: number): void {
  if (Number.isFinite(hours) && hours >= 0) return;
  throw new InvalidOptionError(`olderThanHours is ${hours}, which is no age`, {
    option: 'olderThanHours',
    expected: 'hours from 0',
    received: String(hours),
  });
}

async function placeOf({ to, dataset }: CleanUploadsOptions): Promise<S3Place> {
  if (dataset === undefined) return requirePlace(requireS3Folder(to, 'to'));
  return targetOf(
    typeof dataset === 'string' ? await openDataset(requireOnDisk(dataset, 'dataset')) : dataset,
    to,
  );
}

interface Removal {
  readonly place: S3Place;
  readonly found: readonly LeftUpload[];
  readonly options: S3RequestOptions;
}

async function removeAll(
  s3: S3Client,
  { place, found, options }: Removal,
): Promise<readonly LeftUpload[]> {
  const { dropUpload } = await import('../parts/aws-unfinished-uploads.ts');
  const done: LeftUpload[] = [];
  for (const upload of found) {
    options.signal?.throwIfAborted();
    const target = {
      bucket: place.bucket,
      key: upload.uri.slice(`s3://${place.bucket}/`.length),
      expectedBucketOwner: options.expectedBucketOwner,
    };
    const isRemoved =
      upload.status === 'removable' && (await dropUpload(s3, target, upload.uploadId));
    done.push(isRemoved ? Object.freeze({ ...upload, status: 'removed' as const }) : upload);
  }
  const stuck = done.filter(({ status }) => status === 'removable');
  if (stuck.length > 0) throw notRemoved(place, stuck, done);
  return done;
}

function notRemoved(
  place: S3Place,
  stuck: readonly LeftUpload[],
  done: readonly LeftUpload[],
): S3Error {
  const removed = done.filter(({ status }) => status === 'removed').length;
  const [{ uri = '', uploadId = '' } = {}] = stuck;
  return new S3Error(
    'S3_REQUEST',
    `${countOf(stuck.length, 'unfinished upload')} could not be removed, such as ${uploadId} to ${quote(uri, 200)}; ${countOf(removed, 'other')} ${removed === 1 ? 'was' : 'were'} removed`,
    {
      ...place,
      uploadId,
      isRetryable: true,
      hint: `Run the same command again; where it stays so, allow ${CLEAN_RIGHTS}`,
    },
  );
}

import { type Dataset, openDataset } from '../dataset/index.ts';
import { formatS3Uri, makeS3Client, requireOnDisk, type S3Place } from '../io/index.ts';
import { checkBucket } from './call/check-bucket.ts';
import { withState } from './call/left-behind.ts';
import { UploadMeter } from './call/upload-meter.ts';
import { checkSendingOptions, type UploadOptions } from './call/upload-options.ts';
import { putManifest } from './objects/manifest-object.ts';
import { presentRowFiles, sendRowFiles } from './objects/row-files.ts';
import { type SendingTask, sendShards } from './objects/send-shards.ts';
import type { SentFile } from './objects/shard-object.ts';
import { below, targetOf } from './objects/target.ts';
import { planUpload, requireFiles, type UploadPlan } from './objects/upload-plan.ts';
import { planLanes } from './parts/part-size.ts';

/** A shard of an uploaded dataset. */
export interface UploadedShard {
  /** Path below the dataset. */
  readonly path: string;
  readonly uri: string;
  readonly bytes: number;
  /** CRC32, big-endian in base64. */
  readonly crc32: string;
  /** Whether this call sent it, or it was there already, byte for byte. */
  readonly status: 'uploaded' | 'present';
}

/** A dataset that is in S3 as a whole. */
export interface UploadedDataset {
  readonly dataset: Dataset;
  /** S3 URI of the dataset: `s3://…/<name>-<digest12>/`. The input of a job is this URI, its folder and a slash. */
  readonly uri: string;
  readonly shards: readonly UploadedShard[];
  /** Bytes of shards that this call sent; those of parts that S3 had already are not among them. */
  readonly bytesSent: number;
}

/**
 * Uploads a dataset to its own prefix in S3, verified, and gives what is there.
 *
 * Before the first byte the bucket and its region, the files' sizes and what is below the prefix are checked. A shard that
 * is there already, byte for byte, is not sent again, so the same call continues an upload that broke off. Each shard
 * appears whole or not at all: S3 is told the CRC32 of every part and of the object, and a file that was changed since the
 * build is not sent to its end. Nothing is overwritten unless `replace` says so. What the dataset knows of its rows (`rows.*`) goes
 * behind the shards, as far as it is in the folder, and `manifest.json` last: a prefix with
 * it is a dataset. After a failure or an abort no parts stay behind as far as S3 can be reached. What a killed process left
 * in parts is gone on with: parts of ours whose checksums are those of the file are not sent again, wrong and missing ones
 * are, and what else was begun for the same shard is dropped; nobody else's uploads are touched. A lifecycle rule
 * AbortIncompleteMultipartUpload on the bucket catches what nobody goes on with.
 *
 * Memory: `partBytes` for each of the `concurrency` parts in flight, 34 MB by default, whatever the size of the dataset.
 *
 * @param dataset The dataset, or the folder it is in.
 * @param options Where to, how, progress and cancellation.
 * @returns The dataset with the URI of each shard, in the order of the manifest.
 * @throws {InvalidOptionError} `INVALID_OPTION` before anything is read or sent.
 * @throws {DatasetError} `DATASET_NOT_FOUND`, `DATASET_MANIFEST`, and `DATASET_CHANGED` where a file is not what was built.
 * @throws {S3Error} `S3_BUCKET_NOT_FOUND`, `S3_BUCKET_REGION`, `S3_ACCESS_DENIED`, `S3_CREDENTIALS`, `S3_FOREIGN_OBJECT`
 *   (a `.jsonl` below a job's prefix that Bedrock would read too), `S3_OBJECT_EXISTS`, `S3_OBJECT_DIFFERS`, `S3_REQUEST`.
 *   The reason of an aborted `signal` is thrown as it is, once the parts are gone.
 *
 * @example Upload a dataset, then call again: nothing is sent twice
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { S3Client } from '@aws-sdk/client-s3';
 * import { buildDataset, titan } from 'bedrock-batch';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { uploadDataset } from 'bedrock-batch/upload';
 *
 * const emulator = await createEmulator();
 * const s3 = new S3Client(emulator.clientConfig);
 * await emulator.createBucket('my-data');
 * const out = join(await mkdtemp(join(tmpdir(), 'example-')), 'out');
 * const texts = Array.from({ length: 100 }, (_, index) => ({ text: `Text ${index}` }));
 * const dataset = await buildDataset(texts, {
 *   model: 'amazon.titan-embed-text-v2:0',
 *   record: (row) => ({ modelInput: titan.embed({ inputText: row.text }) }),
 *   out,
 * });
 *
 * const first = await uploadDataset(dataset, { s3, to: 's3://my-data/in/' });
 * const again = await uploadDataset(dataset, { s3, to: 's3://my-data/in/' });
 *
 * console.assert(first.shards[0]?.status === 'uploaded' && first.bytesSent === dataset.manifest.bytes);
 * console.assert(again.shards[0]?.status === 'present' && again.bytesSent === 0);
 * s3.destroy();
 * await emulator.close();
 * ```
 */
export async function uploadDataset(
  dataset: Dataset | string,
  options: UploadOptions,
): Promise<UploadedDataset> {
  const rules = checkSendingOptions(options);
  options.signal?.throwIfAborted();
  const opened =
    typeof dataset === 'string' ? await openDataset(requireOnDisk(dataset, 'dataset')) : dataset;
  const root = targetOf(opened, options.to);
  requireFiles(opened);
  const s3 = options.s3 ?? (await makeS3Client(options));
  try {
    await checkBucket(s3, root.bucket, options);
    const plan = await planUpload({ s3, root, options }, opened);
    const rows = plan.isManifestThere ? [] : await presentRowFiles(opened, options.signal);
    const bytesSent = await carryOut(plan, { s3, root, options, rules, rows, dataset: opened });
    return uploaded(opened, { root, plan, bytesSent });
  } finally {
    if (options.s3 === undefined) s3.destroy();
  }
}

type Task = Omit<SendingTask, 'meter' | 'dataset'> & {
  readonly dataset: Dataset;
  readonly rows: readonly SentFile[];
};

/** Sends what the plan lacks and gives the bytes sent. */
async function carryOut(plan: UploadPlan, task: Task): Promise<number> {
  const missing = plan.shards.filter(({ path }) => !plan.present.has(path));
  const sizes = missing.map(({ bytes }) => bytes);
  const counts = {
    total: plan.shards.length,
    done: plan.present.size,
    bytes: sizes.reduce((sum, bytes) => sum + bytes, 0),
  };
  const meter = new UploadMeter(counts, task.options.onProgress);
  const lanes = planLanes(sizes, task.rules.partBytes, task.rules.concurrency);
  try {
    await sendShards(plan, lanes, { ...task, meter });
    await sendRowFiles(task.rows, plan, task);
    if (!plan.isManifestThere) await putManifest(task, task.dataset.manifest);
  } catch (error) {
    throw withState(error, meter.describe());
  }
  return meter.bytesSent;
}

function uploaded(
  dataset: Dataset,
  {
    root,
    plan,
    bytesSent,
  }: { readonly root: S3Place; readonly plan: UploadPlan; readonly bytesSent: number },
): UploadedDataset {
  const shards = plan.shards.map(({ path, bytes, crc32 }) =>
    Object.freeze({
      path,
      uri: formatS3Uri(below(root, path)),
      bytes,
      crc32,
      status: plan.present.has(path) ? ('present' as const) : ('uploaded' as const),
    }),
  );
  return Object.freeze({
    dataset,
    uri: formatS3Uri(root),
    shards: Object.freeze(shards),
    bytesSent,
  });
}

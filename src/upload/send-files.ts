import { formatS3Uri, type Home, type HomePrefix } from '../io/index.ts';
import { UploadMeter } from './call/upload-meter.ts';
import { checkSendingOptions } from './call/upload-options.ts';
import { unfinishedBelow } from './objects/left-uploads.ts';
import { sendShards } from './objects/send-shards.ts';
import type { SentFile } from './objects/shard-object.ts';
import { below } from './objects/target.ts';
import { planLanes } from './parts/part-size.ts';

/** Where files are, and where their objects are to be. */
export interface SendFilesOptions {
  /** The folder in which the files lie, by their paths. */
  readonly from: Home;
  readonly to: HomePrefix;
  /** Path below the prefix that stands before those of the files; empty, or with a slash at its end. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends files to objects below a prefix, each whole or not at all, and written over what may be there.
 *
 * What a killed process left in parts is gone on with, as an upload of a dataset does.
 * Memory: 34 MB, whatever the size of the files.
 *
 * @throws {S3Error} as an upload; {@link DatasetError} `DATASET_CHANGED` where a file is not what it must be.
 */
export async function sendFiles(
  files: readonly SentFile[],
  { from, to, folder, signal }: SendFilesOptions,
): Promise<void> {
  if (files.length === 0) return;
  const root = below(to.place, folder);
  const s3 = await to.client();
  const options = { ...to.requests, to: formatS3Uri(root), replace: true, signal };
  const rules = checkSendingOptions(options);
  const sizes = files.map(({ bytes }) => bytes);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const meter = new UploadMeter({ total: files.length, done: 0, bytes }, undefined);
  const lanes = planLanes(sizes, rules.partBytes, rules.concurrency);
  const unfinished = await unfinishedBelow({ s3, root, options }, root.key);
  const task = { s3, root, options, rules, meter, dataset: { home: from } };
  await sendShards({ shards: files, present: new Set(), unfinished }, lanes, task);
}

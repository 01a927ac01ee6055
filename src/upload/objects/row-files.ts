import {
  type Dataset,
  datasetFile,
  type Manifest,
  NUMBERS_NAME,
  REJECTED_NAME,
  REPEATS_NAME,
  ROWS_NAME,
  rowFiles,
} from '../../dataset/index.ts';
import { digestFile, pathKind, requireFile } from '../../io/index.ts';
import { UploadMeter } from '../call/upload-meter.ts';
import { planLanes } from '../parts/part-size.ts';
import { type SendingTask, sendShards } from './send-shards.ts';
import type { SentFile } from './shard-object.ts';
import type { UploadPlan } from './upload-plan.ts';

/**
 * Reads the files of what a dataset knows of its rows, as far as they are there: its jobs need none of them.
 *
 * @throws {DatasetError} `DATASET_CHANGED` where one is not what was built.
 */
export async function presentRowFiles(
  dataset: Dataset,
  signal: AbortSignal | undefined,
): Promise<readonly SentFile[]> {
  const files: SentFile[] = [];
  for (const path of rowFiles(dataset.manifest)) {
    const file = datasetFile(dataset, path);
    if ((await pathKind(file)) !== 'file') continue;
    const digest = await digestFile(file, signal);
    const crc32 = sumOf(dataset.manifest, path);
    if (digest.crc32 !== crc32) requireFile(file, { bytes: digest.bytes, crc32 });
    files.push({ path, ...digest });
  }
  return files;
}

/** Sends them, over what an upload left that had no end; no progress is told of them. */
export async function sendRowFiles(
  files: readonly SentFile[],
  { unfinished }: Pick<UploadPlan, 'unfinished'>,
  task: Omit<SendingTask, 'meter'>,
): Promise<void> {
  const sizes = files.map(({ bytes }) => bytes);
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  const meter = new UploadMeter({ total: files.length, done: 0, bytes: total }, undefined);
  const lanes = planLanes(sizes, task.rules.partBytes, task.rules.concurrency);
  const options = { ...task.options, replace: true };
  await sendShards({ shards: files, present: new Set(), unfinished }, lanes, {
    ...task,
    options,
    meter,
  });
}

function sumOf({ rows, repeats }: Manifest, path: string): string {
  const sums: Readonly<Record<string, string | undefined>> = {
    [ROWS_NAME]: rows?.crc32,
    [NUMBERS_NAME]: rows?.numbers?.crc32,
    [REPEATS_NAME]: repeats?.crc32,
    [REJECTED_NAME]: rows?.rejected?.crc32,
  };
  return sums[path] ?? '';
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  type Dataset,
  type DatasetJob,
  datasetDigest,
  formatManifest,
  jobFolder,
  type Manifest,
  openDataset,
  shardPath,
} from '../../src/dataset/index.ts';

export const ROLE = 'arn:aws:iam::123456789012:role/BatchRole';
export const MODEL = 'amazon.titan-embed-text-v2:0';
export const INPUT_URI = 's3://bucket/texts-0123456789ab/';

/** A job as a build would write it; what the files hold does not matter to `jobs`. */
function jobOf(job: number): DatasetJob {
  const shard = {
    path: shardPath(job, 0),
    records: 100,
    bytes: 5_000,
    crc32: 'AAAAAA==',
    hash: String(job).padStart(32, '0'),
    firstRecordId: '0',
    lastRecordId: '99',
    rows: { first: job * 100 + 1, count: 100 },
  };
  return { folder: jobFolder(job), records: 100, bytes: 5_000, shards: [shard], media: [] };
}

export function manifestOf(jobs: number, change: Partial<Manifest> = {}): Manifest {
  const made = Array.from({ length: jobs }, (_, job) => jobOf(job));
  const model = { model: MODEL, invocationType: 'InvokeModel', ...change } as const;
  return {
    version: 1,
    name: 'texts',
    digest: datasetDigest({ jobs: made, ...model }),
    quotas: {
      recordsPerFile: 50_000,
      recordsPerJob: 50_000,
      minRecordsPerJob: 100,
      fileBytes: 1e9,
      jobBytes: 5e9,
      recordBytes: 25_000_000,
      concurrentJobs: 20,
    },
    records: jobs * 100,
    bytes: jobs * 5_000,
    jobs: made,
    padding: [],
    ...model,
    ...change,
  };
}

/** Writes a dataset's manifest into a new folder, which is removed after the test. */
export async function datasetOf(jobs: number, change: Partial<Manifest> = {}): Promise<Dataset> {
  const folder = await mkdtemp(join(tmpdir(), 'bedrock-batch-jobs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'manifest.json'), formatManifest(manifestOf(jobs, change)));
  return openDataset(folder);
}

/** A sleep that takes no time, and the delays it was asked for. */
export function noSleep() {
  const delays: number[] = [];
  const sleep = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    delays.push(milliseconds);
    await new Promise<void>((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
  };
  return { delays, sleep, random: () => 1 };
}

export function firstOf<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined) throw new RangeError('The list is empty');
  return first;
}

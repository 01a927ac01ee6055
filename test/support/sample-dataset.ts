import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { xxhash128 } from 'hash-wasm';
import {
  type Dataset,
  type DatasetJob,
  datasetDigest,
  formatManifest,
  jobFolder,
  MANIFEST_NAME,
  openDataset,
  type Shard,
  shardPath,
} from '../../src/dataset/index.ts';
import { formatCrc32 } from '../../src/io/index.ts';
import type { Quotas } from '../../src/quotas/index.ts';

const MODEL = 'amazon.titan-embed-text-v2:0';
const LINE_BYTES = 2_000;
const QUOTAS: Quotas = {
  recordsPerFile: 50_000,
  recordsPerJob: 50_000,
  minRecordsPerJob: 1,
  fileBytes: 1e9,
  jobBytes: 5e9,
  recordBytes: 1e8,
  concurrentJobs: 10,
};

/** A dataset on disk that no builder made. */
export interface SampleDataset {
  readonly dataset: Dataset;
  readonly folder: string;
  readonly shards: readonly Shard[];
  readonly remove: () => Promise<void>;
}

/** What a sample holds: for each job the sizes of its shards, in bytes; each is met exactly. */
export interface SampleShape {
  readonly name?: string;
  readonly jobs: readonly (readonly number[])[];
}

/**
 * Writes a dataset of lines `{"recordId":…,"modelInput":{"inputText":…}}` into a temporary folder.
 *
 * Every shard has other bytes. Sizes are at least 100 bytes.
 */
export async function sampleDataset({
  name = 'sample',
  jobs,
}: SampleShape): Promise<SampleDataset> {
  const folder = await mkdtemp(join(tmpdir(), 'sample-dataset-'));
  let row = 1;
  const made: DatasetJob[] = [];
  for (const [job, sizes] of jobs.entries()) {
    const shards: Shard[] = [];
    for (const [number, bytes] of sizes.entries()) {
      const shard = await writeShard(folder, { path: shardPath(job, number), bytes, row });
      row += shard.records;
      shards.push(shard);
    }
    made.push({ folder: jobFolder(job), ...totalOf(shards), shards, media: [] });
  }
  const digested = { model: MODEL, invocationType: 'InvokeModel' as const, jobs: made };
  const manifest = {
    version: 1 as const,
    name,
    digest: datasetDigest(digested),
    model: digested.model,
    invocationType: digested.invocationType,
    quotas: QUOTAS,
    ...totalOf(made),
    jobs: made,
    padding: [],
  };
  await writeFile(join(folder, MANIFEST_NAME), formatManifest(manifest));
  return {
    dataset: await openDataset(folder),
    folder,
    shards: made.flatMap(({ shards }) => shards),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function totalOf(parts: readonly { readonly records: number; readonly bytes: number }[]) {
  return {
    records: parts.reduce((sum, { records }) => sum + records, 0),
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

async function writeShard(
  folder: string,
  { path, bytes, row }: { readonly path: string; readonly bytes: number; readonly row: number },
): Promise<Shard> {
  const lines: string[] = [];
  for (let left = bytes; left > 0; left -= lines.at(-1)?.length ?? 0) {
    const size = left < LINE_BYTES + 100 ? left : LINE_BYTES;
    lines.push(lineOf(row + lines.length, size));
  }
  const content = Buffer.from(lines.join(''));
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
  return {
    path,
    records: lines.length,
    bytes: content.length,
    crc32: formatCrc32(crc32(content)),
    hash: await xxhash128(content),
    firstRecordId: idOf(row),
    lastRecordId: idOf(row + lines.length - 1),
    rows: { first: row, count: lines.length },
  };
}

function idOf(row: number): string {
  return String(row).padStart(8, '0');
}

function lineOf(row: number, bytes: number): string {
  const [head, tail] = [`{"recordId":"${idOf(row)}","modelInput":{"inputText":"`, '"}}\n'];
  return `${head}${'text '.repeat(bytes).slice(0, bytes - head.length - tail.length)}${tail}`;
}

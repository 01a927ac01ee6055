import { join } from 'node:path';
import { SpreadSample } from '../../core/index.ts';
import {
  type Dataset,
  type DatasetJob,
  datasetFile,
  jobFolder,
  type Shard,
  shardPath,
} from '../../dataset/index.ts';
import type { Verdicts } from '../../engine/index.ts';
import { nextTurn, requireFile } from '../../io/index.ts';
import { linesBetween, shardLines } from '../pieces/shard-lines.ts';
import { DatasetWriter } from '../shards/dataset-writer.ts';
import { recordIdAt } from '../shards/record-id-at.ts';

/** How a dataset is cut. */
interface Cutting {
  /** Folder that the shards are written to. */
  readonly work: string;
  /** Records of the canary. */
  readonly count: number;
  readonly signal: AbortSignal | undefined;
}

/** A shard that was written, and its path below the dataset. */
export interface CutShard {
  readonly from: string;
  readonly path: string;
}

/** Jobs that were written: first those of the canary. */
export interface Cut {
  readonly jobs: readonly { readonly job: DatasetJob; readonly files: readonly CutShard[] }[];
  readonly canaryJobs: number;
  /** The first number of a shard of these; those of before have lower ones. */
  readonly first: number;
}

/**
 * Writes the records of a dataset into shards of its canary and shards of the others, each in the order of the source and packed as a build packs them.
 *
 * @throws {DatasetError} `DATASET_CHANGED` where a shard is not what was built: it would get digests that are its own.
 */
export async function writeCut(dataset: Dataset, cutting: Cutting): Promise<Cut> {
  const { records, padding, jobs, quotas } = dataset.manifest;
  const { work, count } = cutting;
  const folders = { canary: join(work, 'canary'), others: join(work, 'others') };
  const sample = new SpreadSample(records - padding.length, count);
  const canary = await DatasetWriter.in(folders.canary, quotas);
  const others = await DatasetWriter.in(folders.others, quotas);
  try {
    await divide(dataset, new Divider(sample, canary, others), cutting.signal);
    const hasRows = jobs.some(({ shards }) => shards.some(({ rows }) => rows.count > 0));
    const first = await canary.finish(hasRows ? 0 : count);
    const second = await others.finish(hasRows ? padding.length : records);
    const files = Math.max(...jobs.map(({ shards }) => shards.length));
    const placing = { files, rows: hasRows ? count : 0 };
    const cut = [
      ...first.map((job, number) => placed(job, folders.canary, { ...placing, number, rows: 0 })),
      ...second.map((job, number) =>
        placed(job, folders.others, { ...placing, number: first.length + number }),
      ),
    ];
    return { jobs: cut, canaryJobs: first.length, first: files };
  } catch (error) {
    await canary.abandon();
    await others.abandon();
    throw error;
  }
}

async function divide(
  dataset: Dataset,
  divider: Divider,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const { shards } of dataset.manifest.jobs)
    for (const shard of shards) {
      requireFile(datasetFile(dataset, shard.path), shard);
      const span = { of: { ...shard, shard }, from: 0, to: shard.records };
      for await (const block of shardLines(dataset.home, span, signal)) {
        divider.take(block);
        await nextTurn();
        signal?.throwIfAborted();
        await divider.room();
      }
    }
}

/** Gives each record to one of two writers. */
class Divider {
  readonly #sample: SpreadSample;
  readonly #canary: DatasetWriter;
  readonly #others: DatasetWriter;
  /** Records before the block. */
  #before = 0;
  /** Number in the sample of the next record that belongs to it. */
  #next = 0;

  constructor(sample: SpreadSample, canary: DatasetWriter, others: DatasetWriter) {
    this.#sample = sample;
    this.#canary = canary;
    this.#others = others;
  }

  take(block: Verdicts): void {
    let from = 0;
    for (let at = this.#nextIn(block); at < block.count; at = this.#nextIn(block)) {
      write(this.#others, block, from, at);
      write(this.#canary, block, at, at + 1);
      from = at + 1;
      this.#next += 1;
    }
    write(this.#others, block, from, block.count);
    this.#before += block.count;
  }

  async room(): Promise<void> {
    await this.#canary.room();
    await this.#others.room();
  }

  /** Index in the block of the next record of the sample; that of none where it stands behind the block. */
  #nextIn({ count }: Verdicts): number {
    const isOver = this.#next >= this.#sample.count;
    return isOver ? count : this.#sample.recordAt(this.#next) - this.#before;
  }
}

function write(writer: DatasetWriter, block: Verdicts, from: number, to: number): void {
  if (from >= to) return;
  const lines = linesBetween(block, from, to);
  writer.write(lines, (index) => recordIdAt(lines, index));
}

/** What comes before a job in the dataset. */
interface Before {
  /** Jobs. */
  readonly number: number;
  /** Most files of a job that was there: numbers go on behind them, so that no file takes the place of another one. */
  readonly files: number;
  /** Rows of the canary. */
  readonly rows: number;
}

function placed(
  job: DatasetJob,
  folder: string,
  { number, files, rows }: Before,
): Cut['jobs'][number] {
  const shards = job.shards.map((shard, file): Shard => {
    const range = { ...shard.rows, first: shard.rows.first + rows };
    return { ...shard, path: shardPath(number, files + file), rows: range };
  });
  const moved = job.shards.map(({ path }, file) => ({
    from: join(folder, path),
    path: shardPath(number, files + file),
  }));
  return { job: { ...job, folder: jobFolder(number), shards }, files: moved };
}

import { join } from 'node:path';
import { type DatasetJob, jobFolder, type Shard, shardPath } from '../../dataset/index.ts';
import type { Block } from '../../engine/index.ts';
import { type FileDigest, FileSink, newHasher, WriteBehind } from '../../io/index.ts';
import { type Handover, JobPacker, type Quotas } from '../../quotas/index.ts';
import { WrittenFiles } from '../repeats/written-files.ts';
import { handOver } from './hand-over.ts';
import { readShardFacts, type ShardFacts } from './shard-facts.ts';

/** A shard whose rows are not counted yet. */
export type WrittenShard = ShardFacts & { readonly path: string };

/** The shard that is being written. */
interface OpenShard {
  readonly path: string;
  readonly sink: FileSink;
  readonly firstRecordId: string;
  records: number;
}

/** Gives the recordId of a line of a block. */
export type RecordIdAt = (index: number) => string;

/**
 * Writes lines into shards, jobs filled in one pass, below a folder that nobody else looks at.
 *
 * Memory: 1.5 MiB of buffers and a few numbers per shard.
 */
export class DatasetWriter {
  readonly #folder: string;
  readonly #packer: JobPacker;
  readonly #hasher: Awaited<ReturnType<typeof newHasher>>;
  /** Absent where lines are read again while others are written. */
  readonly #behind: WriteBehind | undefined;
  /** One list of shards per job. */
  readonly #jobs: WrittenShard[][] = [];
  #open: OpenShard | undefined;
  readonly #files = new WrittenFiles();
  /** Of all lines so far. */
  #bytes = 0;
  /** Of the last line of the block before. */
  #lastRecordId = '';

  private constructor(
    folder: string,
    quotas: Quotas,
    hasher: Awaited<ReturnType<typeof newHasher>>,
    isReadAgain: boolean,
  ) {
    this.#folder = folder;
    this.#packer = new JobPacker(quotas);
    this.#hasher = hasher;
    this.#behind = isReadAgain ? undefined : new WriteBehind();
  }

  /** @param isReadAgain Whether `readAt` is called; then nothing is written in the background. Default false. */
  static async in(folder: string, quotas: Quotas, isReadAgain = false): Promise<DatasetWriter> {
    return new DatasetWriter(folder, quotas, await newHasher(), isReadAgain);
  }

  /** How many records the last job lacks, where the one before it cannot hand any over. */
  get missing(): number {
    return this.#packer.missing;
  }

  /** Fills memory with bytes of lines that were written, from a place on among those of all. */
  readAt(into: Uint8Array, position: number): void {
    this.#files.readAt(into, position);
  }

  /** Waits until what is written next can go to the disk in the background. */
  async room(): Promise<void> {
    await this.#behind?.room();
  }

  /** Writes whole lines: those that stand in one shard at once. */
  write({ bytes, ends, count }: Block, recordIdAt: RecordIdAt): void {
    let lineStart = 0;
    let written = 0;
    let first = 0;
    for (let index = 0; index < count; index += 1) {
      const end = ends[index] as number;
      const { job, file, startsFile, startsJob } = this.#packer.push(end - lineStart);
      if (startsFile) {
        this.#append(bytes.subarray(written, lineStart), index - first);
        if (index > 0) this.#lastRecordId = recordIdAt(index - 1);
        this.#closeShard();
        [written, first] = [lineStart, index];
        if (startsJob) this.#jobs.push([]);
        this.#open = this.#openShard(shardPath(job, file), recordIdAt(index));
      }
      lineStart = end;
    }
    this.#append(bytes.subarray(written, lineStart), count - first);
    if (count > 0) this.#lastRecordId = recordIdAt(count - 1);
  }

  /**
   * Ends the last shard and hands records over where the last job is too small.
   *
   * @param rowless How many of the last records have no rows, such as padding.
   */
  async finish(rowless: number): Promise<readonly DatasetJob[]> {
    this.#closeShard();
    this.#files.close();
    await this.#behind?.settle();
    const handover = this.#packer.finish();
    if (handover !== undefined) await this.#handOver(handover);
    return datasetJobs(this.#jobs, rowless);
  }

  /** Closes what is open; the folder is the caller's to remove. */
  async abandon(): Promise<void> {
    this.#files.close();
    this.#open?.sink.abandon();
    this.#open = undefined;
    await this.#behind?.idle();
  }

  #openShard(path: string, firstRecordId: string): OpenShard {
    const sink = new FileSink(join(this.#folder, path), this.#hasher, this.#behind);
    this.#files.add(sink, this.#bytes);
    return { path, sink, firstRecordId, records: 0 };
  }

  #append(lines: Uint8Array, records: number): void {
    if (this.#open === undefined) return;
    this.#open.sink.write(lines);
    this.#open.records += records;
    this.#bytes += lines.length;
  }

  #closeShard(): void {
    if (this.#open === undefined) return;
    const { path, sink, records, firstRecordId } = this.#open;
    const lastRecordId = this.#lastRecordId;
    const digest: FileDigest = sink.close();
    this.#jobs.at(-1)?.push({ path, records, firstRecordId, lastRecordId, ...digest });
    this.#open = undefined;
  }

  async #handOver(handover: Handover): Promise<void> {
    const files = {
      from: this.#jobs[handover.from]?.length ?? 0,
      to: this.#jobs[handover.to]?.length ?? 0,
    };
    const after = await handOver(this.#folder, handover, files);
    this.#jobs[handover.from] = await this.#readJob(handover.from, after.from);
    this.#jobs[handover.to] = await this.#readJob(handover.to, after.to);
  }

  async #readJob(job: number, files: number): Promise<WrittenShard[]> {
    const shards: WrittenShard[] = [];
    for (let file = 0; file < files; file += 1) {
      const path = shardPath(job, file);
      shards.push({ path, ...(await readShardFacts(join(this.#folder, path))) });
    }
    return shards;
  }
}

/** Counts the rows of each shard: record n was row n, and those without rows stand at the end. */
export function datasetJobs(
  jobs: readonly (readonly WrittenShard[])[],
  rowless: number,
): readonly DatasetJob[] {
  const records = jobs.flat().reduce((sum, shard) => sum + shard.records, 0);
  let row = 1;
  return jobs.map((written, job) => {
    const shards = written.map((shard): Shard => {
      const count = Math.max(0, Math.min(shard.records, records - rowless - row + 1));
      const rows = { first: row, count };
      row += count;
      const { path, bytes, crc32, hash, firstRecordId, lastRecordId } = shard;
      return {
        path,
        records: shard.records,
        bytes,
        crc32,
        hash,
        firstRecordId,
        lastRecordId,
        rows,
      };
    });
    return {
      folder: jobFolder(job),
      records: shards.reduce((sum, shard) => sum + shard.records, 0),
      bytes: shards.reduce((sum, shard) => sum + shard.bytes, 0),
      shards,
      media: [],
    };
  });
}

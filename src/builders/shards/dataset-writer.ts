import { join } from 'node:path';
import { type DatasetJob, shardPath } from '../../dataset/index.ts';
import type { Block } from '../../engine/index.ts';
import { FileSink, newHasher, type Sink, WriteBehind } from '../../io/index.ts';
import { type Handover, JobPacker, type Quotas } from '../../quotas/index.ts';
import { WrittenFiles } from '../repeats/written-files.ts';
import { datasetJobs, type WrittenShard } from './dataset-jobs.ts';
import { handOver } from './hand-over.ts';
import type { LineWriter, RecordIdAt } from './line-writer.ts';
import { readShardFacts } from './shard-facts.ts';
import { ShardWriter } from './shard-writer.ts';

/**
 * Writes lines into shards, jobs filled in one pass, below a folder that nobody else looks at.
 *
 * Memory: 1.5 MiB of buffers and a few numbers per shard.
 */
export class DatasetWriter implements LineWriter {
  readonly #folder: string;
  readonly #packer: JobPacker;
  readonly #hasher: Awaited<ReturnType<typeof newHasher>>;
  /** Absent where lines are read again while others are written. */
  readonly #behind: WriteBehind | undefined;
  readonly #shards: ShardWriter;
  readonly #files = new WrittenFiles();
  /** Of all lines so far. */
  #bytes = 0;

  private constructor(
    folder: string,
    quotas: Quotas,
    hasher: Awaited<ReturnType<typeof newHasher>>,
    isReadAgain: boolean,
  ) {
    this.#folder = folder;
    this.#packer = new JobPacker(quotas);
    this.#hasher = hasher;
    this.#shards = new ShardWriter((path) => this.#openSink(path));
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
    const append = (index: number) => {
      if (index === first) return;
      const lines = bytes.subarray(written, lineStart);
      this.#shards.append(lines, index - first, recordIdAt(index - 1));
      this.#bytes += lines.length;
      [written, first] = [lineStart, index];
    };
    for (let index = 0; index < count; index += 1) {
      const end = ends[index] as number;
      const { startsFile, ...place } = this.#packer.push(end - lineStart);
      if (startsFile) {
        append(index);
        this.#shards.begin(place, recordIdAt(index));
      }
      lineStart = end;
    }
    append(count);
  }

  /**
   * Ends the last shard and hands records over where the last job is too small.
   *
   * @param rowless How many of the last records have no rows, such as padding.
   */
  async finish(rowless: number): Promise<readonly DatasetJob[]> {
    this.#shards.end();
    this.#files.close();
    await this.#behind?.settle();
    const handover = this.#packer.finish();
    if (handover !== undefined) await this.#handOver(handover);
    return datasetJobs(this.#shards.jobs, rowless);
  }

  /** Closes what is open; the folder is the caller's to remove. */
  async abandon(): Promise<void> {
    this.#files.close();
    this.#shards.abandon();
    await this.#behind?.idle();
  }

  #openSink(path: string): Sink {
    const sink = new FileSink(join(this.#folder, path), this.#hasher, this.#behind);
    this.#files.add(sink, this.#bytes);
    return sink;
  }

  async #handOver(handover: Handover): Promise<void> {
    const { jobs } = this.#shards;
    const files = { from: jobs[handover.from]?.length ?? 0, to: jobs[handover.to]?.length ?? 0 };
    const after = await handOver(this.#folder, handover, files);
    jobs[handover.from] = await this.#readJob(handover.from, after.from);
    jobs[handover.to] = await this.#readJob(handover.to, after.to);
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

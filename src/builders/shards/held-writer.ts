import type { DatasetJob } from '../../dataset/index.ts';
import type { Block } from '../../engine/index.ts';
import { type OpenSink, openSpool, type Spool } from '../../io/index.ts';
import { type Handover, JobPacker, type Quotas } from '../../quotas/index.ts';
import { datasetJobs } from './dataset-jobs.ts';
import type { LineWriter, RecordIdAt } from './line-writer.ts';
import { type ShardPlace, ShardWriter } from './shard-writer.ts';

/** Where shards go. */
export interface HeldTarget {
  readonly open: OpenSink;
  readonly room: () => Promise<void>;
  readonly hasher: Parameters<OpenSink>[1];
  /** Folder for a copy of the lines where they are read again; undefined where they are not. */
  readonly copies: string | undefined;
}

/** A line that may still move into another job. */
interface HeldLine {
  readonly line: Uint8Array;
  readonly recordId: string;
  /** The shard that it begins, where it does. */
  readonly begins: ShardPlace | undefined;
}

/**
 * Writes lines into shards that cannot be cut any more, such as objects of which parts are sent already.
 *
 * At the end the last job may be too small, and take the last records of the one before it. So the lines that could move are held: as many of the last as the
 * minimum of a job less one, and those of a job that is below it.
 * Memory: these lines, a few numbers per shard, and what the sinks hold.
 */
export class HeldWriter implements LineWriter {
  readonly #packer: JobPacker;
  readonly #minimum: number;
  readonly #shards: ShardWriter;
  readonly #room: () => Promise<void>;
  /** Absent where no line is read again. */
  #copies: Spool | undefined;
  #held: HeldLine[] = [];
  /** Records of the last job so far. */
  #records = 0;

  constructor(quotas: Quotas, { open, room, hasher, copies }: HeldTarget) {
    this.#packer = new JobPacker(quotas);
    this.#minimum = quotas.minRecordsPerJob;
    this.#shards = new ShardWriter((path) => open(path, hasher));
    this.#room = room;
    this.#copies = copies === undefined ? undefined : openSpool(copies, 'lines');
  }

  get missing(): number {
    return this.#packer.missing;
  }

  readAt(into: Uint8Array, position: number): void {
    this.#copies?.readAt(into, position);
  }

  room(): Promise<void> {
    return this.#room();
  }

  write(block: Block, recordIdAt: RecordIdAt): void {
    this.#copies?.write(block.bytes);
    const begins = this.#place(block);
    const released = Math.max(0, this.#held.length + block.count - this.#toHold);
    const ofHeld = Math.min(released, this.#held.length);
    for (const held of this.#held.splice(0, ofHeld)) this.#release(held);
    const ofBlock = released - ofHeld;
    this.#releaseFirst({ ...block, count: ofBlock }, begins, recordIdAt);
    this.#hold(block, ofBlock, (index) => ({
      recordId: recordIdAt(index),
      begins: begins.get(index),
    }));
  }

  async finish(rowless: number): Promise<readonly DatasetJob[]> {
    const handover = this.#packer.finish();
    if (handover === undefined) this.#held.forEach((held) => this.#release(held));
    else this.#handOver(handover);
    this.#held = [];
    this.#shards.end();
    this.#forgetCopies();
    return datasetJobs(this.#shards.jobs, rowless);
  }

  async abandon(): Promise<void> {
    this.#shards.abandon();
    this.#forgetCopies();
  }

  #forgetCopies(): void {
    this.#copies?.close();
    this.#copies = undefined;
  }

  /** Gives the shards that lines of a block begin, by their indexes. */
  #place({ ends, count }: Block): ReadonlyMap<number, ShardPlace> {
    const begins = new Map<number, ShardPlace>();
    let lineStart = 0;
    for (let index = 0; index < count; index += 1) {
      const end = ends[index] as number;
      const { job, file, startsFile, startsJob } = this.#packer.push(end - lineStart);
      if (startsJob) this.#records = 0;
      if (startsFile) begins.set(index, { job, file });
      this.#records += 1;
      lineStart = end;
    }
    return begins;
  }

  get #toHold(): number {
    const lent = Math.max(0, this.#minimum - 1);
    return this.#records < this.#minimum ? lent + this.#records : lent;
  }

  /** Writes the first lines of a block, those of one shard at once. */
  #releaseFirst(
    { bytes, ends, count }: Block,
    begins: ReadonlyMap<number, ShardPlace>,
    recordIdAt: RecordIdAt,
  ): void {
    const startOf = (index: number) => (index === 0 ? 0 : (ends[index - 1] as number));
    let first = 0;
    for (let index = 1; index <= count; index += 1) {
      if (index < count && !begins.has(index)) continue;
      const place = begins.get(first);
      if (place !== undefined) this.#shards.begin(place, recordIdAt(first));
      const lines = bytes.subarray(startOf(first), startOf(index));
      this.#shards.append(lines, index - first, recordIdAt(index - 1));
      first = index;
    }
  }

  /** Keeps a copy of the lines of a block from one on. */
  #hold(
    { bytes, ends, count }: Block,
    from: number,
    of: (index: number) => Omit<HeldLine, 'line'>,
  ): void {
    if (from >= count) return;
    const start = from === 0 ? 0 : (ends[from - 1] as number);
    const copy = new Uint8Array(bytes.subarray(start, ends[count - 1]));
    let lineStart = 0;
    for (let index = from; index < count; index += 1) {
      const lineEnd = (ends[index] as number) - start;
      this.#held.push({ line: copy.subarray(lineStart, lineEnd), ...of(index) });
      lineStart = lineEnd;
    }
  }

  #release({ line, recordId, begins }: HeldLine): void {
    if (begins !== undefined) this.#shards.begin(begins, recordId);
    this.#shards.append(line, 1, recordId);
  }

  /** Writes the held lines of the last two jobs, of which the last one gets some of the other's. */
  #handOver({ to, records, files }: Handover): void {
    const moved = this.#held.length - this.#records - records;
    for (const held of this.#held.slice(0, moved)) this.#release(held);
    let next = moved;
    for (const [file, { records: count }] of files.entries()) {
      for (const [index, held] of this.#held.slice(next, next + count).entries())
        this.#release({ ...held, begins: index === 0 ? { job: to, file } : undefined });
      next += count;
    }
  }
}

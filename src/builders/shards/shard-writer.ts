import { shardPath } from '../../dataset/index.ts';
import type { Sink } from '../../io/index.ts';
import type { WrittenShard } from './dataset-jobs.ts';

/** A shard by the numbers of its job and of itself in it, both 0-based. */
export interface ShardPlace {
  readonly job: number;
  readonly file: number;
}

/** The shard that is being written. */
interface OpenShard {
  readonly path: string;
  readonly sink: Sink;
  readonly firstRecordId: string;
  lastRecordId: string;
  records: number;
}

/** Writes one shard behind the other, and knows what a manifest says of each. Memory: a few numbers per shard. */
export class ShardWriter {
  readonly #openSink: (path: string) => Sink;
  #open: OpenShard | undefined;
  /** One list of shards per job. */
  readonly jobs: WrittenShard[][] = [];

  /** @param openSink Begins the file of a shard. */
  constructor(openSink: (path: string) => Sink) {
    this.#openSink = openSink;
  }

  /** Ends the shard before and begins the next one. */
  begin({ job, file }: ShardPlace, firstRecordId: string): void {
    this.end();
    while (this.jobs.length <= job) this.jobs.push([]);
    const path = shardPath(job, file);
    const sink = this.#openSink(path);
    this.#open = { path, sink, firstRecordId, lastRecordId: firstRecordId, records: 0 };
  }

  /** Adds lines to the shard that was begun. */
  append(lines: Uint8Array, records: number, lastRecordId: string): void {
    if (this.#open === undefined) throw new RangeError('Lines stand in no shard: this is a bug');
    this.#open.sink.write(lines);
    this.#open.records += records;
    this.#open.lastRecordId = lastRecordId;
  }

  /** Ends the last shard, where there is one. */
  end(): void {
    if (this.#open === undefined) return;
    const { sink, ...facts } = this.#open;
    this.#open = undefined;
    this.jobs.at(-1)?.push({ ...facts, ...sink.close() });
  }

  /** Leaves the last shard as it is. */
  abandon(): void {
    this.#open?.sink.abandon();
    this.#open = undefined;
  }
}

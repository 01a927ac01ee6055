import { setTimeout as wait } from 'node:timers/promises';
import type { SimdLineEngine, Verdicts } from '../../engine/index.ts';
import { EventLoopTurns, type FileReader, openFileReader } from '../../io/index.ts';
import { judgeSpan } from './judge-span.ts';
import { LineRereader } from './line-rereader.ts';
import { type LineSpan, lineSpans } from './line-spans.ts';
import type { LineWorkers } from './line-workers.ts';
import { PackedSpan } from './packed-span.ts';
import { bytesOf, newSpanTask, type SpanTask } from './span-task.ts';

/** A span of more times the usual bytes has a long line, which no two threads need to hold. */
const LONG_SPANS = 2;

/** Who reads a file, and how. */
export interface SharedReading {
  readonly workers: LineWorkers;
  /** The main thread's. */
  readonly engine: SimdLineEngine;
  /** About how many bytes are judged in one go. */
  readonly spanBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a file as `linesOfFile` does, shared with worker threads: they give verdicts on spans, in any order, and the blocks come out in
 * the order of the file. While a worker has the next span the main thread judges a later one; it only waits where that would take too much
 * memory.
 *
 * Of lines judged ahead only verdicts are kept; their bytes are read again if somebody asks for them.
 * Memory: the engine, 30 bytes for each line of at most eight spans a thread, with room for more, about 8 MiB a thread in all, and up to 4 MiB to
 * read lines again. Lines shorter than that are
 * judged when it is their turn.
 *
 * @param seen Is shown all bytes, in their order, each block's before the block.
 */
export async function* linesByWorkers(
  path: string,
  reading: SharedReading,
  seen?: (bytes: Uint8Array) => void,
): AsyncGenerator<Verdicts> {
  const reader = openFileReader(path);
  try {
    const follower = seen === undefined ? undefined : new Follower(reader, seen);
    for await (const block of new SharedFile(reader, reading).blocks()) {
      follower?.readTo(block.offsets[block.count] ?? 0);
      yield block;
    }
    follower?.readTo(Number.POSITIVE_INFINITY);
  } finally {
    reader.close();
  }
}

/** A file of which several threads have spans. */
class SharedFile {
  readonly #reader: FileReader;
  readonly #reading: SharedReading;
  readonly #rereader: LineRereader;
  readonly #spans: AsyncGenerator<LineSpan>;
  readonly #turns = new EventLoopTurns();
  /** Spans of which no block came out yet, in the order of the file. */
  readonly #tasks: SpanTask[] = [];
  #isCut = false;
  /** Memory of the verdicts on the span that had most. */
  #mostBytes = 0;

  constructor(reader: FileReader, reading: SharedReading) {
    this.#reader = reader;
    this.#reading = reading;
    this.#rereader = new LineRereader(reader);
    this.#spans = lineSpans(reader, reading);
  }

  async *blocks(): AsyncGenerator<Verdicts> {
    for (let task = await this.#next(); task !== undefined; task = await this.#next()) {
      for (const block of this.#blocksOf(task)) {
        yield block;
        if (this.#turns.isDue) await this.#turns.take();
      }
      this.#tasks.shift();
      await this.#turns.take(); // lets workers be heard
    }
  }

  /** The next span in the order of the file, once no worker has it; undefined at the end. Until then later ones are judged. */
  async #next(): Promise<SpanTask | undefined> {
    const { workers, signal } = this.#reading;
    for (;;) {
      signal?.throwIfAborted();
      await this.#cutAhead();
      const hasRoom = this.#hasRoomAhead();
      if (hasRoom) workers.give(this.#tasks);
      const [first] = this.#tasks;
      if (first?.state !== 'given') return first;
      const task = hasRoom ? this.#nextAhead() : undefined;
      await (task === undefined ? wait(1) : this.#judgeAhead(task));
      await this.#turns.take();
    }
  }

  async #cutAhead(): Promise<void> {
    while (!this.#isCut && this.#tasks.length < this.#reading.workers.spansAhead) {
      const { value, done } = await this.#spans.next();
      if (done === true) this.#isCut = true;
      else this.#tasks.push(newSpanTask(this.#reader.path, value));
    }
  }

  /** Whether there may be more verdicts; a span on its way is taken to have as many as the one that had most. */
  #hasRoomAhead(): boolean {
    let given = 0;
    let kept = 0;
    for (const task of this.#tasks) {
      const bytes = bytesOf(task);
      this.#mostBytes = Math.max(this.#mostBytes, bytes);
      kept += bytes;
      if (task.state === 'given') given += 1;
    }
    return kept + (given + 1) * this.#mostBytes <= this.#reading.workers.bytesAhead;
  }

  *#blocksOf({ state, span, packs }: SpanTask): Generator<Verdicts> {
    const { engine, workers } = this.#reading;
    if (state === 'waiting') yield* judgeSpan(this.#reader, engine, span);
    for (const packed of packs) {
      yield* this.#rereader.blocksOf(packed);
      workers.spares.give([packed.buffer]);
    }
  }

  /** The next span that nobody has, or else the one that a worker comes to last: waiting for it could take longer, unless it is long. */
  #nextAhead(): SpanTask | undefined {
    const tasks = this.#tasks.filter(({ isRefused }) => !isRefused);
    return (
      tasks.find(({ state }) => state === 'waiting') ??
      tasks.findLast((task) => task.state === 'given' && !this.#isLong(task))
    );
  }

  #isLong({ span: { start, end } }: SpanTask): boolean {
    return Math.min(end, this.#reader.bytes) - start > LONG_SPANS * this.#reading.spanBytes;
  }

  /** Judges a span, unless its worker is heard of meanwhile. */
  async #judgeAhead(task: SpanTask): Promise<void> {
    const { engine, workers, signal } = this.#reading;
    const { state } = task;
    const packed = new PackedSpan(workers.spares);
    for (const block of judgeSpan(this.#reader, engine, task.span)) {
      if (!packed.add(block)) {
        task.isRefused = true;
        return;
      }
      if (!this.#turns.isDue) continue;
      await this.#turns.take();
      signal?.throwIfAborted();
      if (task.state !== state) {
        packed.discard();
        return;
      }
    }
    task.packs = packed.packs;
    task.state = 'judged';
  }
}

const READ_BYTES = 1 << 20;

/** Reads a file once more, from its beginning on. */
class Follower {
  readonly #reader: FileReader;
  readonly #seen: (bytes: Uint8Array) => void;
  readonly #buffer = Buffer.allocUnsafeSlow(READ_BYTES);
  #at = 0;

  constructor(reader: FileReader, seen: (bytes: Uint8Array) => void) {
    this.#reader = reader;
    this.#seen = seen;
  }

  readTo(end: number): void {
    while (this.#at < end) {
      const bytes = this.#reader.readAt(this.#buffer.subarray(0, end - this.#at), this.#at);
      if (bytes === 0) return;
      this.#seen(this.#buffer.subarray(0, bytes));
      this.#at += bytes;
    }
  }
}

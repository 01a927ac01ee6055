import type { SimdLineEngine, Verdicts } from '../../engine/index.ts';
import { type FileReader, nextTurn, openFileReader } from '../../io/index.ts';
import { judgeSpan } from './judge-span.ts';
import { LineRereader } from './line-rereader.ts';
import { type LineSpan, lineSpans } from './line-spans.ts';
import type { LineWorkers } from './line-workers.ts';
import { packVerdicts } from './packed-verdicts.ts';
import { newSpanTask, type SpanTask } from './span-task.ts';

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
 * the order of the file. While a worker has the next span the main thread judges a later one, and it waits for nobody.
 *
 * Of lines judged ahead only verdicts are kept; their bytes are read again if somebody asks for them.
 * Memory: the engine, and 29 bytes for each line of at most eight spans a thread.
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
  /** Spans of which no block came out yet, in the order of the file. */
  readonly #tasks: SpanTask[] = [];
  #isCut = false;

  constructor(reader: FileReader, reading: SharedReading) {
    this.#reader = reader;
    this.#reading = reading;
    this.#rereader = new LineRereader(reader);
    this.#spans = lineSpans(reader, reading);
  }

  async *blocks(): AsyncGenerator<Verdicts> {
    const { workers, signal } = this.#reading;
    for (;;) {
      signal?.throwIfAborted();
      await this.#cutAhead();
      workers.give(this.#tasks);
      const [first] = this.#tasks;
      if (first === undefined) return;
      if (first.state !== 'given') {
        yield* this.#blocksOf(first);
        this.#tasks.shift();
      } else this.#judgeAhead();
      await nextTurn(); // lets workers be heard
    }
  }

  async #cutAhead(): Promise<void> {
    while (!this.#isCut && this.#tasks.length < this.#reading.workers.spansAhead) {
      const { value, done } = await this.#spans.next();
      if (done === true) this.#isCut = true;
      else this.#tasks.push(newSpanTask(this.#reader.path, value));
    }
  }

  *#blocksOf(task: SpanTask): Generator<Verdicts> {
    if (task.state === 'waiting') {
      yield* judgeSpan(this.#reader, this.#reading.engine, task.span);
      return;
    }
    for (const packed of task.blocks) {
      yield this.#rereader.blockOf(packed);
      this.#reading.workers.spares.give([packed.buffer]);
    }
  }

  /** Judges the next span that nobody has, or else the one that a worker comes to last: waiting for it could take longer. */
  #judgeAhead(): void {
    const task =
      this.#tasks.find(({ state }) => state === 'waiting') ??
      this.#tasks.findLast(({ state }) => state === 'given');
    if (task === undefined) return;
    const judged = judgeSpan(this.#reader, this.#reading.engine, task.span);
    const { spares } = this.#reading.workers;
    // one by one: views are valid until the next block
    task.blocks = Array.from(judged, (block) => packVerdicts(block, spares));
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

import { DIGEST_BYTES, type Row, rowsAsJson, type Source } from '../../builders/index.ts';
import { SourceError } from '../../core/index.ts';
import { openSpool, type Spool } from '../../io/index.ts';
import { rowText } from '../outcomes/row-text.ts';
import type { GatherOptions } from './gather-same-rows.ts';
import type { JobPlaces } from './job-places.ts';
import type { JobRows } from './job-rows.ts';
import type { RowProof } from './row-proof.ts';

/** A smaller source is not worth a file. */
const FEW_BYTES = 4 << 20;
/** Rows of one job that are read at once. */
const MOST_AT_HAND = 32 << 20;
const FIRST_WINDOW = 1 << 12;
const LARGEST_WINDOW = 1 << 18;

const DECODER = new TextDecoder();

type RowBatch =
  NonNullable<ReturnType<typeof rowsAsJson>> extends AsyncIterable<infer Batch> ? Batch : never;
type RowLines = Extract<RowBatch, { readonly kind: 'lines' }>;

/**
 * The rows of a dataset as JSON, as who writes outcomes wants them: those of a table are made by the engine, and no JavaScript value of any.
 *
 * Memory: eight bytes for each row, 512 KiB and the rows of one job, but for a job with more than 32 MiB of them; all are in a file that is gone with
 * the process, or in memory where they are of 4 MiB at most.
 */
export class TextRows implements JobRows {
  readonly isInOrder = true;
  readonly #spool: Spool;
  /** Where each row begins, and where the last one ends. */
  readonly #starts: Float64Array;
  #count = 0;
  /** What was read last of the spool, and where it stands there. */
  #window: Uint8Array = new Uint8Array(0);
  #windowAt = 0;
  #windowBytes = FIRST_WINDOW;
  #memory: Uint8Array = new Uint8Array(LARGEST_WINDOW);

  private constructor(count: number, folder: string | undefined) {
    this.#starts = new Float64Array(count + 1);
    this.#spool = openSpool(folder, 'rows');
  }

  /**
   * Reads the rows that a dataset was built from.
   *
   * @returns undefined where they are not all there, in the order of the build; where the source cannot be read twice, so that somebody else could not look
   * for what is wrong; where it makes no lines of rows, or no folder is named for them.
   */
  static async of(
    source: Source,
    { proof, signal, folder }: GatherOptions,
  ): Promise<TextRows | undefined> {
    const batches = source.isRepeatable ? rowsAsJson(source, { signal }) : undefined;
    if (batches === undefined || folder === undefined) return undefined;
    const { bytes = 0 } = (await source.identity?.()) ?? {};
    const rows = new TextRows(proof.kept.count, bytes <= FEW_BYTES ? undefined : folder);
    let areAll = false;
    try {
      areAll = await rows.#take(batches, proof);
    } finally {
      if (!areAll) await rows.close();
    }
    return areAll ? rows : undefined;
  }

  /** Outputs come in any order: the rows of a job are at hand where they are few, and none is asked of the file one by one. */
  async hold({ span: { first, last } }: JobPlaces): Promise<void> {
    const start = this.#starts[first - 1] ?? 0;
    const bytes = (this.#starts[last] ?? 0) - start;
    if (bytes <= MOST_AT_HAND) this.#readWindow(start, bytes);
  }

  valueOf(place: number): unknown {
    return JSON.parse(DECODER.decode(this.textOf(place)));
  }

  /** Gives the JSON of the row that was taken at a place, until the next one is asked for. */
  readonly textOf = (place: number): Uint8Array => {
    const start = this.#starts[place - 1] ?? 0;
    // a newline stands behind each
    const end = (this.#starts[place] ?? 0) - 1;
    const from = start - this.#windowAt;
    if (from < 0 || end - this.#windowAt > this.#window.length) return this.#read(start, end);
    return this.#window.subarray(from, end - this.#windowAt);
  };

  async close(): Promise<void> {
    this.#spool.close();
  }

  /** Takes all rows; false where one is another than before, or is not there. */
  async #take(batches: AsyncIterable<RowBatch>, proof: RowProof): Promise<boolean> {
    try {
      for await (const batch of batches) {
        const areSame =
          batch.kind === 'lines' ? this.#addLines(batch, proof) : this.#addRows(batch.rows, proof);
        if (!areSame) return false;
        if (this.#isFull) break;
      }
      return this.#isFull;
    } catch (error) {
      // who reads the rows one by one says what is wrong with the source
      if (error instanceof SourceError) return false;
      throw error;
    }
  }

  get #isFull(): boolean {
    return this.#count === this.#starts.length - 1;
  }

  #addLines(lines: RowLines, { kept }: RowProof): boolean {
    const { bytes, ends, digests, places } = lines;
    const count = Math.min(lines.count, kept.count - this.#count);
    const areSame = kept.areAt(this.#count + 1, digests.subarray(0, count * DIGEST_BYTES));
    if (!areSame || places !== undefined) return false;
    const before = this.#spool.bytes;
    this.#spool.write(bytes.subarray(0, ends[count - 1] ?? 0));
    for (let line = 0; line < count; line += 1) this.#end(before + (ends[line] as number));
    return true;
  }

  #addRows(rows: readonly Row[], proof: RowProof): boolean {
    for (const row of rows) {
      if (this.#isFull) return true;
      const text = rowText(row.value);
      if (text === undefined || !proof.isRow(row, this.#count + 1)) return false;
      this.#spool.write(Buffer.from(`${text}\n`));
      this.#end(this.#spool.bytes);
    }
    return true;
  }

  #end(offset: number): void {
    this.#count += 1;
    this.#starts[this.#count] = offset;
  }

  /** Reads more the longer rows are asked for in their order. */
  #read(start: number, end: number): Uint8Array {
    const isNext = start >= this.#windowAt && start <= this.#windowAt + this.#window.length;
    this.#windowBytes = isNext ? Math.min(4 * this.#windowBytes, LARGEST_WINDOW) : FIRST_WINDOW;
    this.#readWindow(start, Math.max(this.#windowBytes, end - start));
    if (this.#window.length < end - start) throw new RangeError('A row is gone from its spool');
    return this.#window.subarray(0, end - start);
  }

  #readWindow(start: number, size: number): void {
    if (this.#memory.length < size) this.#memory = new Uint8Array(size);
    let read = 0;
    for (let more = 1; more > 0 && read < size; read += more)
      more = this.#spool.readAt(this.#memory.subarray(read, size), start + read);
    this.#window = this.#memory.subarray(0, read);
    this.#windowAt = start;
  }
}

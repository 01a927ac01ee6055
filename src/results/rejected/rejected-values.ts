import {
  digestText,
  type Row,
  type RowDigest,
  rowDigest,
  type Source,
} from '../../builders/index.ts';
import type { Dataset, RejectedRow } from '../../dataset/index.ts';
import { readRejected } from './kept-rejected.ts';

/** A row that was set aside, and what the source has in its place where it still is the same. */
export interface FoundRow {
  readonly rejected: RejectedRow;
  /** Absent where the row is another one, is gone, or could never be read. */
  readonly found?: { readonly value: unknown } | undefined;
}

/**
 * Finds the rows that a build set aside in the source it was built from, each proven by its digest.
 *
 * A source that can be read again is read once more. Memory: one batch of rows; of a stream, or of rows that stand in another order, all
 * rows that were set aside.
 */
export class RejectedValues {
  /** The source to read all other rows from: of a stream those that were set aside are kept as they go by. */
  readonly source: Source;
  readonly #dataset: Dataset;
  readonly #source: Source;
  readonly #digest: RowDigest;
  readonly #signal: AbortSignal | undefined;
  /** Rows of a stream, by their numbers. */
  readonly #kept = new Map<number, Row>();
  #stream: AsyncIterator<readonly Row[]> | undefined;
  #wanted: Iterator<RejectedRow> | undefined;
  #next: RejectedRow | undefined;

  private constructor(
    dataset: Dataset,
    source: Source,
    digest: RowDigest,
    signal: AbortSignal | undefined,
  ) {
    this.#dataset = dataset;
    this.#digest = digest;
    this.#signal = signal;
    const { name, identity, isRepeatable } = source;
    // rows with too few fields were set aside too; without somebody to tell, they are an error
    const rows: Source['rows'] = (options) => source.rows({ onRagged: () => {}, ...options });
    this.#source = Object.freeze({ name, identity, isRepeatable, rows });
    this.source = isRepeatable
      ? this.#source
      : Object.freeze({ name, identity, isRepeatable, rows: () => this.#passing() });
  }

  static async of(
    dataset: Dataset,
    source: Source,
    signal: AbortSignal | undefined,
  ): Promise<RejectedValues> {
    return new RejectedValues(dataset, source, await rowDigest(), signal);
  }

  /** Gives all rows that were set aside, in their order. */
  all(isInOrder: boolean): AsyncGenerator<FoundRow, void> {
    if (!this.#source.isRepeatable) return this.#fromStream();
    return isInOrder ? this.#byNumber() : this.#byDigest();
  }

  async close(): Promise<void> {
    await this.#stream?.return?.();
  }

  async *#byNumber(): AsyncGenerator<FoundRow, void> {
    const wanted = readRejected(this.#dataset);
    let next = wanted.next();
    for await (const batch of this.#source.rows({ signal: this.#signal })) {
      for (const row of batch) {
        for (; next.done !== true && next.value.row <= row.number; next = wanted.next())
          yield this.#compared(next.value, row);
        if (next.done === true) return;
      }
    }
    for (; next.done !== true; next = wanted.next()) yield { rejected: next.value };
  }

  async *#byDigest(): AsyncGenerator<FoundRow, void> {
    const found = new Map<string, unknown[]>();
    for (const { digest } of readRejected(this.#dataset))
      if (digest !== undefined) found.set(digest, []);
    for await (const batch of this.#source.rows({ signal: this.#signal }))
      for (const row of batch) found.get(this.#digestOf(row))?.push(row.value);
    for (const rejected of readRejected(this.#dataset)) {
      const values = found.get(rejected.digest ?? '');
      // rows with the same digest are the same
      yield values === undefined || values.length === 0
        ? { rejected }
        : { rejected, found: { value: values.length > 1 ? values.shift() : values[0] } };
    }
  }

  async *#fromStream(): AsyncGenerator<FoundRow, void> {
    for (let isMore = true; isMore && this.#isWaiting(); )
      isMore = (await this.#read()) !== undefined;
    for (const rejected of readRejected(this.#dataset)) {
      const row = this.#kept.get(rejected.row);
      yield row === undefined ? { rejected } : this.#compared(rejected, row);
    }
  }

  /** Gives the rows of a stream, which goes on where whoever reads them stops. */
  async *#passing(): AsyncGenerator<readonly Row[], void> {
    for (let rows = await this.#read(); rows !== undefined; rows = await this.#read()) yield rows;
  }

  async #read(): Promise<readonly Row[] | undefined> {
    this.#stream ??= this.#source.rows({ signal: this.#signal })[Symbol.asyncIterator]();
    const { done, value } = await this.#stream.next();
    if (done === true) return undefined;
    for (const row of value) this.#keep(row);
    return value;
  }

  #keep(row: Row): void {
    while (this.#isWaiting() && this.#nextNumber < row.number) this.#next = undefined;
    if (!this.#isWaiting() || this.#nextNumber !== row.number) return;
    this.#kept.set(row.number, row);
    this.#next = undefined;
  }

  get #nextNumber(): number {
    return this.#next?.row ?? Infinity;
  }

  /** Tells whether a row is still to come, and looks which is the next one. */
  #isWaiting(): boolean {
    this.#wanted ??= readRejected(this.#dataset);
    this.#next ??= this.#wanted.next().value ?? undefined;
    return this.#next !== undefined;
  }

  #compared(rejected: RejectedRow, row: Row): FoundRow {
    const isSame = rejected.row === row.number && this.#digestOf(row) === rejected.digest;
    return isSame ? { rejected, found: { value: row.value } } : { rejected };
  }

  #digestOf(row: Row): string {
    return digestText(this.#digest(row));
  }
}

import type { Row, Source } from '../builders/index.ts';
import { quote, SourceError } from '../core/index.ts';

/**
 * Walks through a source once and holds the rows of one job at a time.
 *
 * Memory: the rows of one job.
 */
export class SourceRows {
  readonly #name: string;
  readonly #batches: AsyncIterator<readonly Row[]>;
  #waiting: readonly Row[] = [];
  #held = new Map<number, unknown>();

  constructor(source: Source, signal: AbortSignal | undefined) {
    this.#name = source.name;
    this.#batches = source.rows({ signal })[Symbol.asyncIterator]();
  }

  /** Moves on to the rows `first` to `last`, both 1-based and included; rows before them are forgotten. */
  async hold(first: number, last: number): Promise<void> {
    this.#held = new Map();
    while (this.#held.size < last - first + 1) {
      for (const row of this.#waiting)
        if (row.number >= first && row.number <= last) this.#held.set(row.number, row.value);
      this.#waiting = this.#waiting.filter((row) => row.number > last);
      if (this.#waiting.length > 0) return;
      const next = await this.#batches.next();
      if (next.done === true) return this.#requireHeld(first, last);
      this.#waiting = next.value;
    }
  }

  valueOf(row: number): unknown {
    return this.#held.get(row);
  }

  async close(): Promise<void> {
    await this.#batches.return?.();
  }

  #requireHeld(first: number, last: number): void {
    const missing = first + this.#held.size;
    if (missing > last) return;
    throw new SourceError(
      'SOURCE_ROW',
      `The source ${quote(this.#name)} has no row ${missing}, which the dataset was built from`,
      {
        source: this.#name,
        row: missing,
        hint: 'Give the source as it was when the dataset was built',
      },
    );
  }
}

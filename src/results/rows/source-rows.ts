import type { Row, Source } from '../../builders/index.ts';
import { quote, SourceError } from '../../core/index.ts';
import type { JobPlaces, RowSpan } from './job-places.ts';
import type { JobRows } from './job-rows.ts';
import type { RowProof } from './row-proof.ts';

/**
 * Walks through a source once and holds the rows of one job at a time, joined by position and proven one by one.
 *
 * Memory: the rows of one job.
 */
export class SourceRows implements JobRows {
  readonly isInOrder = true;
  readonly #name: string;
  readonly #batches: AsyncIterator<readonly Row[]>;
  /** Absent where the dataset remembers nothing of its rows. */
  readonly #proof: RowProof | undefined;
  #waiting: readonly Row[] = [];
  /** Rows that came before those that wait. */
  #before = 0;
  #held: unknown[] = [];
  #span: RowSpan = { first: 1, last: 0 };

  constructor(source: Source, proof: RowProof | undefined, signal: AbortSignal | undefined) {
    this.#name = source.name;
    this.#batches = source.rows({ signal })[Symbol.asyncIterator]();
    this.#proof = proof;
  }

  /** Moves on to the rows of a job, which stand together; those before them are forgotten. */
  async hold({ span }: JobPlaces): Promise<void> {
    await this.holdSpan(span);
  }

  async holdSpan(span: RowSpan): Promise<void> {
    if (span.first === this.#span.first && span.last === this.#span.last) return;
    this.#span = span;
    this.#held = [];
    while (this.#held.length < span.last - span.first + 1) {
      const due = this.#waiting.slice(0, Math.max(0, span.last - this.#before));
      this.#waiting = this.#waiting.slice(due.length);
      for (const row of due) this.#take(row);
      if (this.#waiting.length > 0) return;
      const next = await this.#batches.next();
      if (next.done === true) return this.#requireHeld();
      this.#waiting = next.value;
    }
  }

  valueOf(row: number): unknown {
    return this.#held[row - this.#span.first];
  }

  async close(): Promise<void> {
    await this.#batches.return?.();
  }

  #take(row: Row): void {
    this.#before += 1;
    const place = this.#before;
    if (place < this.#span.first) return;
    if (this.#proof?.isRow(row, place) === false) throw this.#proof.differs(row);
    this.#held.push(row.value);
  }

  #requireHeld(): void {
    const missing = this.#span.first + this.#held.length;
    if (missing > this.#span.last) return;
    if (this.#proof !== undefined) throw this.#proof.ended(missing);
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

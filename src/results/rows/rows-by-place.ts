import type { Source } from '../../builders/index.ts';
import type { JobPlaces } from './job-places.ts';
import type { JobRows } from './job-rows.ts';
import type { RowProof } from './row-proof.ts';

/**
 * Finds the rows of one job at a time by their places, wherever these are, each proven: rows that share an answer may stand far behind the one
 * that was asked.
 *
 * The source is read once for each job, as far as its last row. Memory: the rows of one job, and sixteen bytes for each.
 */
export class RowsByPlace implements JobRows {
  readonly isInOrder = true;
  readonly #source: Source;
  readonly #proof: RowProof;
  readonly #signal: AbortSignal | undefined;
  #held = new Map<number, unknown>();

  constructor(source: Source, proof: RowProof, signal: AbortSignal | undefined) {
    this.#source = source;
    this.#proof = proof;
    this.#signal = signal;
  }

  async hold(places: JobPlaces): Promise<void> {
    this.#held = new Map();
    const wanted = places.sorted();
    let place = 0;
    let next = 0;
    for await (const batch of this.#source.rows({ signal: this.#signal })) {
      for (const row of batch) {
        place += 1;
        if (place !== wanted[next]) continue;
        if (!this.#proof.isRow(row, place)) throw this.#proof.differs(row);
        this.#held.set(place, row.value);
        next += 1;
      }
      if (next === wanted.length) return;
    }
    throw this.#proof.ended(place + 1);
  }

  valueOf(place: number): unknown {
    return this.#held.get(place);
  }

  async close(): Promise<void> {}
}

import type { Row, Source } from '../../builders/index.ts';
import type { RowProof } from './row-proof.ts';

/** Whether all rows are there. */
export interface RowsFound {
  readonly areAll: boolean;
  /** The first row of the source that no row of the dataset is, wherever it stood. */
  readonly stranger: Row | undefined;
}

/**
 * Tells whether each row a dataset was built from stands somewhere in a source; others may stand there too.
 *
 * Memory: nine bytes for each row of the dataset.
 */
export async function findAllRows(
  source: Source,
  proof: RowProof,
  signal: AbortSignal | undefined,
): Promise<RowsFound> {
  const missing = new MissingDigests(proof);
  let stranger: Row | undefined;
  for await (const batch of source.rows({ signal })) {
    for (const row of batch) if (!missing.take(proof.digest(row))) stranger ??= row;
    if (missing.size === 0) break;
  }
  return { areAll: missing.size === 0, stranger };
}

/** Digests of rows that were not met yet; equal ones have to be met as often as they are there. */
class MissingDigests {
  readonly #sorted: BigUint64Array;
  readonly #isTaken: Uint8Array;
  size: number;

  constructor({ kept }: RowProof) {
    this.size = kept.count;
    this.#isTaken = new Uint8Array(kept.count);
    this.#sorted = new BigUint64Array(kept.count);
    for (let row = 1; row <= kept.count; row += 1) this.#sorted[row - 1] = kept.at(row);
    this.#sorted.sort();
  }

  /** Takes a digest out; gives whether any row ever had it. */
  take(digest: bigint): boolean {
    const first = this.#firstOf(digest);
    let place = first;
    while (this.#sorted[place] === digest && this.#isTaken[place] === 1) place += 1;
    if (this.#sorted[place] !== digest) return place > first;
    this.#isTaken[place] = 1;
    this.size -= 1;
    return true;
  }

  /** Finds where the first of equal digests stands, or would. */
  #firstOf(digest: bigint): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] as bigint) < digest) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

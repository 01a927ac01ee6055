import type { Source } from '../../builders/index.ts';
import type { JobRows } from './job-rows.ts';
import type { RowProof } from './row-proof.ts';

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_ROWS = 250_000;

/** All rows of a dataset whose source is small enough to be kept. Memory: 64 MiB of the source at most. */
export class KeptRows implements JobRows {
  readonly isInOrder = true;
  readonly #values: readonly unknown[];

  constructor(values: readonly unknown[]) {
    this.#values = values;
  }

  async hold(): Promise<void> {}

  valueOf(row: number): unknown {
    return this.#values[row - 1];
  }

  async close(): Promise<void> {}
}

/**
 * Checks that a source begins with the rows a dataset was built from, in their order; more may follow.
 *
 * Memory: 64 MiB of the source and 250,000 rows at most.
 *
 * @returns The rows, where they are few and small enough to be kept.
 * @throws {SourceError} `SOURCE_DIFFERS` at the first row that is another one, or where the source ends before the rows do.
 */
export async function keepSameRows(
  source: Source,
  proof: RowProof,
  signal: AbortSignal | undefined,
): Promise<KeptRows | undefined> {
  const { count } = proof.kept;
  let values: unknown[] | undefined = count > MOST_ROWS ? undefined : [];
  let seen = 0;
  let [before, last] = [0, 0];
  for await (const batch of source.rows({ signal })) {
    const offset = batch[0]?.byteOffset ?? 0;
    if (offset < last) before += last; // the next of several files
    last = offset;
    if (before + offset > MOST_BYTES) values = undefined;
    for (const row of batch) {
      if (seen === count) break;
      seen += 1;
      if (!proof.isRow(row, seen)) throw proof.differs(row);
      values?.push(row.value);
    }
    if (seen === count) break;
  }
  if (seen < count) throw proof.ended(seen + 1);
  return values === undefined ? undefined : new KeptRows(values);
}

import type { Source } from '../../builders/index.ts';
import { GatheredRows } from './gathered-rows.ts';
import type { RowProof } from './row-proof.ts';

/** What gathering rows takes besides the source. */
export interface GatherOptions {
  readonly proof: RowProof;
  readonly signal: AbortSignal | undefined;
  /** Where rows go that are too many or too large for memory; without it they are given up. */
  readonly folder: string | undefined;
}

/**
 * Checks that a source begins with the rows a dataset was built from, in their order; more may follow.
 *
 * Memory: as {@link GatheredRows}.
 *
 * @returns The rows, where they were not given up.
 * @throws {SourceError} `SOURCE_DIFFERS` at the first row that is another one, or where the source ends before the rows do.
 */
export async function gatherSameRows(
  source: Source,
  options: GatherOptions,
): Promise<GatheredRows | undefined> {
  const rows = new GatheredRows(options.proof.kept.count, true, options.folder);
  try {
    await gather(source, rows, options);
  } catch (error) {
    await rows.close();
    throw error;
  }
  return rows.areKept ? rows : undefined;
}

async function gather(
  source: Source,
  rows: GatheredRows,
  { proof, signal }: GatherOptions,
): Promise<void> {
  const { count } = proof.kept;
  let seen = 0;
  for await (const batch of source.rows({ signal })) {
    rows.reach(batch);
    for (const row of batch) {
      if (seen === count) break;
      seen += 1;
      if (!proof.isRow(row, seen)) throw proof.differs(row);
      rows.add(seen, row);
    }
    if (seen === count) break;
  }
  if (seen < count) throw proof.ended(seen + 1);
}

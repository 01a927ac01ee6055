import type { Row, Source } from '../../builders/index.ts';
import type { GatherOptions } from './gather-same-rows.ts';
import { GatheredRows } from './gathered-rows.ts';
import { MissingDigests } from './missing-digests.ts';

/** Whether all rows are there. */
export interface RowsFound {
  readonly areAll: boolean;
  /** The first row of the source that no row of the dataset is, wherever it stood. */
  readonly stranger: Row | undefined;
  /** All rows, where they are there and were not given up. */
  readonly rows: GatheredRows | undefined;
}

/**
 * Finds each row a dataset was built from, wherever it stands in a source; others may stand there too.
 *
 * Rows of one digest are the same, so it tells where each belongs.
 *
 * Memory: 16 bytes for each row of the dataset, and as {@link GatheredRows}.
 */
export async function gatherAllRows(source: Source, options: GatherOptions): Promise<RowsFound> {
  const { kept } = options.proof;
  const missing = new MissingDigests(kept);
  const rows = new GatheredRows(kept.count, false, options.folder);
  try {
    const stranger = await gather(source, { missing, rows }, options);
    const areAll = missing.size === 0;
    if (areAll && rows.areKept) return { areAll, stranger, rows };
    await rows.close();
    return { areAll, stranger, rows: undefined };
  } catch (error) {
    await rows.close();
    throw error;
  }
}

/** Puts each row in its place; gives the first that has none. */
async function gather(
  source: Source,
  { missing, rows }: { readonly missing: MissingDigests; readonly rows: GatheredRows },
  { proof, signal }: GatherOptions,
): Promise<Row | undefined> {
  let stranger: Row | undefined;
  for await (const batch of source.rows({ signal })) {
    rows.reach(batch);
    for (const row of batch) {
      const digest = proof.digest(row);
      const place = missing.take(digest);
      if (place !== undefined) rows.add(place, row);
      else if (stranger === undefined && !missing.has(digest)) stranger = row;
    }
    if (missing.size === 0) break;
  }
  return stranger;
}

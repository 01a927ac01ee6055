import type { Row, RowsOptions, Source } from '../../builders/index.ts';
import type { KeptNumbers } from './kept-numbers.ts';

/**
 * Makes a source of the rows that a dataset was built from, where some were left out; they keep the numbers they have in the source.
 *
 * Memory: as {@link KeptNumbers}.
 */
export function takenRows(source: Source, numbers: KeptNumbers): Source {
  const { name, identity, isRepeatable } = source;
  const rows = (options?: RowsOptions) => rowsAt(source, numbers, options);
  return Object.freeze({ name, identity, isRepeatable, rows });
}

async function* rowsAt(
  source: Source,
  numbers: KeptNumbers,
  options: RowsOptions | undefined,
): AsyncGenerator<readonly Row[], void> {
  let place = 1;
  for await (const batch of source.rows(options)) {
    const rows: Row[] = [];
    for (const row of batch) {
      if (place > numbers.count) break;
      if (row.number !== numbers.at(place)) continue;
      rows.push(row);
      place += 1;
    }
    if (rows.length > 0) yield rows;
    if (place > numbers.count) return;
  }
}

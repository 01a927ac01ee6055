import { COUNTING } from '../cuts/row-scanner.ts';
import { rendererOf } from '../sources/rendered-source.ts';
import type { Source } from '../sources/source.ts';
import type { DecidedSelection } from './decided-selection.ts';
import { LowestRows } from './lowest-rows.ts';
import { checkedConditions } from './row-condition.ts';
import { filteredBatches, numbersOf, type RowSelection, requireSample } from './selected-rows.ts';

/**
 * Decides what the limit and the sample of a source come to, so that each row can be told by itself whether it is taken, wherever it is read.
 *
 * The source is read where it has to be: for a sample, and for a limit of rows that hold conditions. Memory: as reading the rows, and 16 bytes for each row of the sample.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` for a condition, a sample or a seed that cannot be.
 * @throws {SourceError} where the source cannot be read, or no row holds the conditions.
 */
export async function decideSelection(
  source: Source,
  selection: RowSelection,
  signal: AbortSignal | undefined,
): Promise<DecidedSelection> {
  const { limit, sample, seed = 0 } = selection;
  const conditions = checkedConditions(selection.where);
  requireSample(source, selection);
  if (sample === undefined && (limit === undefined || conditions.length === 0))
    return limit === undefined ? {} : { lastRow: limit };
  const lowest = sample === undefined ? undefined : new LowestRows(sample, seed);
  const templateFor = rendererOf(source) === undefined ? undefined : COUNTING;
  const asked = { conditions, limit, sample, seed, isPart: false };
  // what is wrong with rows is told when they are built
  const options = { signal, onRagged: () => {} };
  let count = 0;
  let last: number | undefined;
  for await (const batch of filteredBatches(source, asked, { options, templateFor })) {
    for (const number of numbersOf(batch)) {
      lowest?.add(number);
      last = number;
      count += 1;
    }
  }
  const highestOfSample = lowest?.highest;
  return {
    ...(count === limit && { lastRow: last }),
    ...(highestOfSample !== undefined && { highestOfSample }),
  };
}

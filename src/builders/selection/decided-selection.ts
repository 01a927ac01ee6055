import { rowKey } from './row-key.ts';

/** Which rows of a source are taken, once that is known: what tells of each row, by its number alone, whether it may be. */
export interface DecidedSelection {
  /** Number of the row behind which none is taken; absent where there is no limit. */
  readonly lastRow?: number | undefined;
  /** Number of the row of the sample that has the highest key, so that all with lower ones are in it too; absent where all rows are. */
  readonly highestOfSample?: number | undefined;
}

/** Tells of rows, by their numbers, whether they are in a sample. */
export function isInSample(
  seed: number,
  { highestOfSample: highest }: DecidedSelection,
): ((number: number) => boolean) | undefined {
  if (highest === undefined) return undefined;
  const most = rowKey(seed, highest);
  return (number) => {
    const key = rowKey(seed, number);
    // the number decides between equal keys
    return key < most || (key === most && number <= highest);
  };
}

import { requireOption } from '../../core/index.ts';

/** How many records are tried before the others: so many, or a share of all. */
export type CanarySize = { readonly records: number } | { readonly percent: number };

const MOST_PERCENT = 50;

/** What a canary's size has to be. */
const CANARY_SIZE = `a number of records from 1 on, or more than 0 and at most ${MOST_PERCENT} percent of them`;

/** @throws {InvalidOptionError} `INVALID_OPTION` for a size that is none. */
export function requireCanarySize(size: CanarySize): void {
  const holds =
    'records' in size
      ? Number.isSafeInteger(size.records) && size.records >= 1
      : size.percent > 0 && size.percent <= MOST_PERCENT;
  requireOption(holds, { option: 'canary.size', value: size, expected: CANARY_SIZE });
}

/**
 * Gives how many records a canary has: as many as are asked for, but no fewer than a job needs, and no more than are left for the others.
 *
 * @param records Of the dataset, without padding.
 * @param minimum Records that a job needs.
 * @returns Undefined where the records are too few for a job to try and a job of the others.
 */
export function canaryRecords(
  size: CanarySize,
  { records, minimum }: { readonly records: number; readonly minimum: number },
): number | undefined {
  const fewest = Math.max(1, minimum);
  if (records < 2 * fewest) return undefined;
  const asked = 'records' in size ? size.records : Math.ceil((size.percent / 100) * records);
  return Math.max(fewest, Math.min(asked, Math.floor(records / 2)));
}

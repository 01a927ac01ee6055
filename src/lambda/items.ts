import { formatCount, InvalidOptionError } from '../core/index.ts';

/**
 * Items of a map at most: as numbers in JSON they are 48,891 bytes, and a state may have 256 KiB.
 * Source: Step Functions service quotas, maximum input or output size for a task, state or execution.
 */
export const MOST_ITEMS = 10_000;

/** Gives the numbers from 0, for a map to have one item each. */
export function itemsOf(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** @throws {InvalidOptionError} `INVALID_OPTION` where there would be more items than a state can have. */
export function requireItems(count: number, option: string): void {
  if (Number.isSafeInteger(count) && count >= 1 && count <= MOST_ITEMS) return;
  throw new InvalidOptionError(`${option} is ${String(count)}`, {
    option,
    expected: `a whole number from 1 to ${formatCount(MOST_ITEMS)}, which is what a state has room for`,
    received: String(count),
    hint: `Give a whole number from 1 to ${formatCount(MOST_ITEMS)}`,
  });
}

import { InvalidArgumentError, Option } from 'commander';
import type { OutcomeTotals } from '../results/index.ts';

/** How many records may not succeed: a number, or a share of all. */
export type MaxFailed = { readonly count: number } | { readonly percent: number };

/** The flag that says how many records may not succeed. */
export function maxFailedOption(): Option {
  return new Option(
    '--max-failed <number|percent>',
    'exit with 4 where more records did not succeed',
  )
    .argParser(parseMaxFailed)
    .default({ count: 0 }, '0');
}

/** Reads `N` or `N%`. */
function parseMaxFailed(text: string): MaxFailed {
  if (/^\d+$/.test(text)) return { count: Number(text) };
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text)?.[1];
  if (percent !== undefined && Number(percent) <= 100) return { percent: Number(percent) };
  throw new InvalidArgumentError('Write a number of records, or a share such as 1%');
}

/** Tells whether more records than that did not succeed. */
export function isTooManyFailed({ records, counts }: OutcomeTotals, most: MaxFailed): boolean {
  const failed = records - counts.succeeded;
  return 'count' in most ? failed > most.count : failed * 100 > most.percent * records;
}

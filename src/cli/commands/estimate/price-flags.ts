import { type Command, InvalidArgumentError } from 'commander';
import type { CostOptions } from '../../../jobs/index.ts';
import type { EstimatedModel } from '../../../pricing/index.ts';
import type { Session } from '../../session/session.ts';
import { addCountFlags, type CountFlags, countingOptions } from './count-flags.ts';

/** Flags that say what tokens cost. */
export interface PriceFlags {
  readonly priceIn?: number | undefined;
  readonly priceOut?: number | undefined;
}

/** Names of these flags. */
export const PRICE_FLAGS: readonly string[] = ['--price-in', '--price-out'];

/** Flags that say what jobs may cost. */
export interface CostFlags extends PriceFlags, CountFlags {
  readonly maxCost?: number | undefined;
}

/** Adds the flags that say what tokens cost. */
export function addPriceFlags(command: Command): Command {
  return command
    .option('--price-in <USD>', 'price of a million tokens read; default: that of the table', usd)
    .option(
      '--price-out <USD>',
      'price of a million tokens written; default: that of the table',
      usd,
    );
}

/** Adds the flags that say what jobs may cost. */
export function addCostFlags(command: Command): Command {
  const limited = command
    .optionsGroup('Price:')
    .option(
      '--max-cost <USD>',
      'send nothing where the jobs may cost more, by the upper end of the estimate, or nobody can tell',
      usd,
    );
  return addCountFlags(addPriceFlags(limited));
}

/** Gives the flags the names of the library's options, and opens what counts tokens until the command ends. */
export async function costOptions(
  flags: CostFlags,
  of: EstimatedModel,
  session: Session,
): Promise<CostOptions> {
  const { maxCost, priceIn, priceOut } = flags;
  return { maxCost, priceIn, priceOut, ...(await countingOptions(flags, of, session)) };
}

/** Reads an amount of dollars. */
function usd(text: string): number {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A number from 0 on is needed, such as 0.25');
}

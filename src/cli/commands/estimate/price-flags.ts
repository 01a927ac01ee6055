import { type Command, InvalidArgumentError } from 'commander';

/** Flags that say what tokens cost. */
export interface PriceFlags {
  readonly priceIn?: number | undefined;
  readonly priceOut?: number | undefined;
}

/** Flags that say what jobs may cost. */
export interface CostFlags extends PriceFlags {
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
  return addPriceFlags(limited);
}

/** Gives the flags the names of the library's options, and nothing else. */
export function costOptions({ maxCost, priceIn, priceOut }: CostFlags): CostFlags {
  return { maxCost, priceIn, priceOut };
}

/** Reads an amount of dollars. */
function usd(text: string): number {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A number from 0 on is needed, such as 0.25');
}

import { type Command, InvalidArgumentError } from 'commander';

/** Flags that say what tokens cost. */
export interface PriceFlags {
  readonly priceIn?: number | undefined;
  readonly priceOut?: number | undefined;
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

/** Reads an amount of dollars. */
function usd(text: string): number {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A number from 0 on is needed, such as 0.25');
}

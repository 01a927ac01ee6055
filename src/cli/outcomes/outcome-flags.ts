import { type Command, Option } from 'commander';
import type { OutcomeOrder } from '../../results/index.ts';

/** What stands for stdout. */
export const STDOUT = '-';

/** Flags that say where outcomes go, and in which order. */
export interface OutcomeFlags {
  readonly output?: string | undefined;
  readonly order?: OutcomeOrder | undefined;
}

/**
 * Adds the flags that say where outcomes go, and in which order.
 *
 * @param usual What happens without `--output`.
 */
export function addOutcomeFlags(command: Command, usual: string): Command {
  return command
    .option(
      '-o, --output <file>',
      `one file for all outcomes, seen once it is whole; - is stdout; default: ${usual}`,
    )
    .addOption(
      new Option(
        '--order <order>',
        'outputs: as Bedrock wrote them; source: as the rows stood; default: outputs',
      ).choices(['outputs', 'source'] satisfies readonly OutcomeOrder[]),
    );
}

import type { Command } from 'commander';
import type { EstimatedModel, EstimateOptions } from '../../../pricing/index.ts';
import { addFlagRules } from '../../flags/flag-rules.ts';
import { type AwsFlags, awsOptions } from '../../flags/flags.ts';
import type { Session } from '../../session/session.ts';
import { wholeNumber } from '../../session/usage-error.ts';

/** Flags that say who counts tokens. */
export interface CountFlags extends AwsFlags {
  readonly exact?: boolean | undefined;
  readonly tokenizer?: boolean | undefined;
  readonly exactRecords?: number | undefined;
}

/** Names of these flags. */
export const COUNT_FLAGS: readonly string[] = ['--exact', '--tokenizer', '--exact-records'];

/** Adds the flags that say who counts tokens. */
export function addCountFlags(command: Command): Command {
  command
    .option(
      '--exact',
      'let Bedrock count the tokens of some records (CountTokens, free of charge), in place of characters',
    )
    .option(
      '--tokenizer',
      "count the texts of some records by the model's own tokenizer, where it is public: gpt-oss, by gpt-tokenizer (npm install gpt-tokenizer)",
    )
    .option(
      '--exact-records <n>',
      'how many records are counted, from 10 on; all where there are no more; default: 100',
      wholeNumber(10),
    );
  return addFlagRules(
    command,
    {
      flags: ['--exact-records'],
      onlyWith: ['--exact', '--tokenizer'],
      because: 'no record is counted without it',
    },
    {
      flags: ['--tokenizer'],
      notWith: ['--exact'],
      because: 'Bedrock counts all that it charges for',
      hint: 'Give one of the two',
    },
  );
}

/** What an estimate is given to count with. */
type Counting = Pick<EstimateOptions, 'tokenCounter' | 'countedRecords'>;

/** Opens what counts tokens, until the command ends; nothing where characters tell. */
export async function countingOptions(
  flags: CountFlags,
  { model, baseModel, invocationType }: EstimatedModel,
  session: Session,
): Promise<Counting> {
  const { exactRecords: countedRecords } = flags;
  if (flags.tokenizer === true) {
    const { openTokenizer } = await import('../../../pricing/index.ts');
    return { tokenCounter: await openTokenizer({ model, baseModel }), countedRecords };
  }
  if (flags.exact !== true) return {};
  const { openTokenCounter } = await import('../../../run/index.ts');
  const tokenCounter = await openTokenCounter({ ...awsOptions(flags), model, invocationType });
  session.closeAtEnd(tokenCounter);
  return { tokenCounter, countedRecords };
}

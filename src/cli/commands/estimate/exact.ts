import type { Command } from 'commander';
import type { InvocationType } from '../../../core/index.ts';
import type { EstimateOptions } from '../../../pricing/index.ts';
import { ADDRESS_IN_S3 } from '../../flags/dataset-argument.ts';
import { addFlagRules } from '../../flags/flag-rules.ts';
import { type AwsFlags, awsOptions } from '../../flags/flags.ts';
import { wholeNumber } from '../../session/usage-error.ts';

/** Flags that say whether Bedrock counts the tokens. */
export interface ExactFlags extends AwsFlags {
  readonly exact?: boolean | undefined;
  readonly exactRecords?: number | undefined;
}

/** Adds the flags that say whether Bedrock counts the tokens. */
export function addExactFlags(command: Command): void {
  command
    .option(
      '--exact',
      'let Bedrock count the tokens of some records (CountTokens, free of charge), in place of characters',
    )
    .option(
      '--exact-records <n>',
      'how many records it counts, from 10 on; all where there are no more; default: 100',
      wholeNumber(10),
    );
  addFlagRules(command, {
    flags: ['--exact-records'],
    onlyWith: ['--exact'],
    because: 'nothing is counted without it',
  });
  addFlagRules(command, {
    flags: ['--endpoint-url'],
    onlyWith: ['--exact', ADDRESS_IN_S3],
    because: 'nothing is asked of AWS without them',
  });
}

/** Does work with options of an estimate, and with a counter where `--exact` asks for one. */
export async function withCounter<Value>(
  flags: ExactFlags,
  of: { readonly model: string; readonly invocationType?: InvocationType | undefined },
  work: (options: Pick<EstimateOptions, 'tokenCounter' | 'countedRecords'>) => Promise<Value>,
): Promise<Value> {
  if (flags.exact !== true) return work({});
  const { openTokenCounter } = await import('../../../run/index.ts');
  const { model, invocationType } = of;
  const tokenCounter = await openTokenCounter({ ...awsOptions(flags), model, invocationType });
  try {
    return await work({ tokenCounter, countedRecords: flags.exactRecords });
  } finally {
    tokenCounter.close();
  }
}

import type { Command, CommanderError } from 'commander';
import { refuseMissingFlags } from './flags/required-flags.ts';
import { fullName, UsageError } from './usage-error.ts';

/** A call that was refused: its words and the command they name. */
export interface RefusedCall {
  readonly argv: readonly string[];
  readonly command: Command;
}

/** Turns what commander refuses into our words: sentence case, no prefix, its suggestion as the hint. */
export function usageErrorOf(refusal: CommanderError, { command }: RefusedCall): UsageError {
  if (refusal.code === 'commander.missingArgument') {
    const missing = missingOf(command);
    if (missing !== undefined) return missing;
  }
  const text = refusal.message.replace(/^error: /, '');
  const suggestion = /\n\((.+)\)$/.exec(text)?.[1];
  const message = text.replace(/\n\(.+\)$/, '').replace(/\.$/, '');
  return new UsageError(message.charAt(0).toUpperCase() + message.slice(1), {
    hint: suggestion ?? `See ${fullName(command)} --help`,
  });
}

/** Commander stops at the first argument that is missing; the flags that are missing too are worth a word. */
function missingOf(command: Command): UsageError | undefined {
  try {
    refuseMissingFlags(command);
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
}

import type { Command, CommanderError } from 'commander';
import { quote } from '../../core/index.ts';
import { refuseMissingFlags } from '../flags/required-flags.ts';
import { fullName, UsageError } from '../session/usage-error.ts';

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
  const message = inOurWords(text.replace(/\n\(.+\)$/, '').replace(/\.$/, ''));
  return new UsageError(message, {
    hint: suggestion ?? `See ${fullName(command)} --help`,
  });
}

const WRONG_VALUE = /^option '(?:-\w, )?(--[^']+)' argument '(.*)' is invalid\. (.+)$/s;

function inOurWords(message: string): string {
  const [, flag, value = '', why = ''] = WRONG_VALUE.exec(message) ?? [];
  if (flag !== undefined) {
    return `${flag} cannot be ${quote(value)}: ${why.charAt(0).toLowerCase()}${why.slice(1)}`;
  }
  const quoted = message.replace(/'([^']*)'/g, (_, text: string) => quote(text));
  return quoted.charAt(0).toUpperCase() + quoted.slice(1);
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

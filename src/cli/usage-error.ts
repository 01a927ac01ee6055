import { type Command, type CommanderError, InvalidArgumentError } from 'commander';
import { BedrockBatchError, type ErrorDetails, nearestName, quote } from '../core/index.ts';

/** The command line cannot be understood; nothing was begun. */
export class UsageError extends BedrockBatchError {
  static {
    this.prototype.name = 'UsageError';
  }

  constructor(message: string, details: ErrorDetails = {}) {
    super('USAGE', message, details);
  }
}

/** A call that was refused: its words and the command they name. */
export interface RefusedCall {
  readonly argv: readonly string[];
  readonly command: Command;
}

/** Turns what commander refuses into our words: sentence case, no prefix, its suggestion as the hint. */
export function usageErrorOf(refusal: CommanderError, call: RefusedCall): UsageError {
  const isMissing = refusal.code === 'commander.missingMandatoryOptionValue';
  const misspelt = isMissing ? misspeltFlag(call) : undefined;
  if (misspelt !== undefined) return misspelt;
  const text = refusal.message.replace(/^error: /, '');
  const suggestion = /\n\((.+)\)$/.exec(text)?.[1];
  const message = text.replace(/\n\(.+\)$/, '').replace(/\.$/, '');
  return new UsageError(message.charAt(0).toUpperCase() + message.slice(1), {
    hint: suggestion ?? `Look at ${fullName(call.command)} --help`,
  });
}

/** A flag that is missing was perhaps written with a slip, which commander would tell only later. */
function misspeltFlag({ argv, command }: RefusedCall): UsageError | undefined {
  const known = command.options.flatMap(({ long }) => long ?? []);
  const given = argv.flatMap((word) => /^--[a-z][\w-]*/i.exec(word)?.[0] ?? []);
  const unknown = given.find((flag) => !known.includes(flag) && flag !== '--help');
  const nearest = unknown === undefined ? undefined : nearestName(unknown, known);
  if (unknown === undefined || nearest === undefined) return undefined;
  return new UsageError(`Unknown option ${quote(unknown)}`, { hint: `Did you mean ${nearest}?` });
}

/** Names a command with the commands above it. */
function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`;
}

/** Makes the parser of a flag that takes a whole number. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER) {
  return (text: string): number => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`A whole number ${range} is needed`);
  };
}

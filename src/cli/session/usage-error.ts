import { type Command, InvalidArgumentError } from 'commander';
import { BedrockBatchError, type ErrorDetails } from '../../core/index.ts';

/** The command line cannot be understood; nothing was begun. */
export class UsageError extends BedrockBatchError {
  static {
    this.prototype.name = 'UsageError';
  }

  constructor(message: string, details: ErrorDetails = {}) {
    super('USAGE', message, details);
  }
}

/** Names a command with the commands above it. */
export function fullName(command: Command): string {
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

import { InvalidOptionError } from './errors.ts';
import { describeValue } from './text/quote.ts';

/** An option as it was given. */
export interface GivenOption {
  /** Path of it in the options. */
  readonly option: string;
  readonly value: unknown;
  /** What it has to be, as in `a whole number from 1 to 100`. */
  readonly expected: string;
}

/** @throws {InvalidOptionError} `INVALID_OPTION` where an option is not what it has to be. */
export function requireOption(holds: boolean, { option, value, expected }: GivenOption): void {
  if (holds) return;
  const received = describeValue(value);
  const message = `${option} is ${received}, and ${expected} is needed`;
  throw new InvalidOptionError(message, { option, expected, received });
}

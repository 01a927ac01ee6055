import { InvalidArgumentError } from 'commander';
import { findSyntaxFault } from '../../engine/index.ts';

/**
 * Reads JSON that was written by hand.
 *
 * @throws {InvalidArgumentError} that says at which character it is none, and what is expected there.
 */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new InvalidArgumentError(whatIsWrong(text));
  }
}

function whatIsWrong(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const fault = findSyntaxFault(bytes);
  if (fault === undefined) return 'It is no JSON';
  const { offset, expected, received } = fault;
  const before = new TextDecoder().decode(bytes.subarray(0, offset));
  return `It is no JSON: ${expected} is expected at character ${before.length + 1}, not ${received}`;
}

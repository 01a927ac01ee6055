import { isWhiteSpace } from '../../engine/index.ts';

/** Tells whether a line, with or without its newline, is white space alone. */
export function isBlankLine(line: Uint8Array): boolean {
  return line.every(isWhiteSpace);
}

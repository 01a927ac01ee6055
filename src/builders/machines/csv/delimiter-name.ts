import { quote } from '../../../core/index.ts';

const TAB = 0x09;

/** Names a delimiter as messages say it. */
export function delimiterName(delimiter: number): string {
  return delimiter === TAB ? 'a tab' : quote(String.fromCharCode(delimiter));
}

/** Writes a delimiter as a command line takes it. */
export function delimiterFlag(delimiter: number): string {
  return `--delimiter '${delimiter === TAB ? '\\t' : String.fromCharCode(delimiter)}'`;
}

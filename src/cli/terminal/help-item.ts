import { Help } from 'commander';

const INDENT = 2;
/** Columns that a description needs beside its term; with fewer it stands below. */
export const FEWEST_TO_WRAP = 24;

/** Writes a command or an option and what it is: side by side, or one below the other where the terminal is too narrow for that. */
export function helpItem(...item: Parameters<Help['formatItem']>): string {
  const [term, termWidth, description, helper] = item;
  const { helpWidth = Number.POSITIVE_INFINITY } = helper;
  if (description === '' || helpWidth - termWidth - 2 * INDENT >= FEWEST_TO_WRAP) {
    return Help.prototype.formatItem.apply(helper, item);
  }
  const below = ' '.repeat(3 * INDENT);
  const text = helper.boxWrap(description, helpWidth - below.length).replace(/^/gm, below);
  return `${' '.repeat(INDENT)}${term}\n${text}`;
}

import { stripVTControlCharacters } from 'node:util';
import { displayWidth, widths } from './display-width.ts';

/** Stands where text was cut. */
export const CUT = '…';

/**
 * Breaks a line between its words so that it fits a width.
 *
 * A word that is wider than that stands in a line of its own, whole: a path or an ARN that was cut could not be copied any
 * more. The terminal breaks it where it must.
 *
 * @param width Columns; undefined leaves the line as it is, as logs and pipes need it.
 * @param indent Columns that the lines after the first one are moved in; default: as far as the first one.
 */
export function wrapLine(
  line: string,
  width: number | undefined,
  indent: number = indentOf(line),
): readonly string[] {
  if (width === undefined || displayWidth(line) <= width) return [line];
  if (displayWidth(line.trimEnd()) <= width) return [line.trimEnd()];
  const lines: string[] = [];
  let current = '';
  for (const [spaced = '', word = ''] of line.matchAll(/ *([^ ]+)/g)) {
    const longer = current + spaced;
    if (current === '' || displayWidth(longer) <= width) {
      current = longer;
    } else {
      lines.push(current);
      current = ' '.repeat(indent) + word;
    }
  }
  return [...lines, current];
}

/** Breaks each line of a text; what follows a line's first word stands below it where a list begins so. */
export function wrapText(text: string, width: number | undefined): string {
  if (width === undefined) return text;
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line, width, hangingIndent(line, width)))
    .join('\n');
}

/** `outcomes  11 succeeded, …` goes on below what stands behind its label, where there is room. */
function hangingIndent(line: string, width: number): number {
  const label = /^ *\S+ {2,}(?=\S)/.exec(stripVTControlCharacters(line))?.[0];
  const most = Math.floor(width / 3);
  return label !== undefined && label.length <= most ? label.length : indentOf(line);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Cuts the end of text that is wider than a width. */
export function cutEnd(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return width < 1 ? '' : taken([...widths(text)], width - 1).join('') + CUT;
}

/** Cuts the beginning of text that is wider than a width. */
export function cutStart(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  if (width < 1) return '';
  return (
    CUT +
    taken([...widths(text)].reverse(), width - 1)
      .reverse()
      .join('')
  );
}

/** The first characters that fit. */
function taken(characters: readonly (readonly [string, number])[], width: number): string[] {
  const kept: string[] = [];
  let room = width;
  for (const [character, columns] of characters) {
    if (columns > room) break;
    kept.push(character);
    room -= columns;
  }
  return kept;
}

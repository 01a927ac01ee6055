import { printable } from '../../core/index.ts';
import type { Paint } from '../terminal/color.ts';
import { displayWidth } from '../terminal/display-width.ts';
import { cutEnd, wrapLine } from '../terminal/wrap-text.ts';
import { barColumns, barText } from './bar.ts';
import type { Reading } from './reading.ts';
import { readingParts, shareDone } from './reading-text.ts';
import { STAGE_INDENT, stageText } from './stage-line.ts';

/** Where a terminal has fewer columns the lines below the first one begin further left. */
const NARROW_COLUMNS = 60;
/** A terminal has few lines, and what does not fit could not be put away. */
const MOST_LINES = 8;

/**
 * Lays out how far a stage is: the stage, a bar where it is known how much there is, and below each other what there is to say, broken between its parts.
 *
 * @param room Columns that each line may have.
 */
export function readingLines(
  reading: Reading,
  { stage, room, paint }: { readonly stage: string; readonly room: number; readonly paint: Paint },
): readonly string[] {
  const share = shareDone(reading);
  const head = stageText(stage, '');
  const columns = barColumns(room, displayWidth(head));
  const first = share === undefined ? head : `${head}${barText(share, columns, paint)}  `;
  const indent = room < NARROW_COLUMNS ? 2 : STAGE_INDENT;
  const lines = packed(readingParts(reading).map(printable), { first, room, indent });
  return lines.slice(0, MOST_LINES).map((line) => cutEnd(line.trimEnd(), room));
}

/** Puts parts one behind the other, as many as fit into a line. */
function packed(
  parts: readonly string[],
  {
    first,
    room,
    indent,
  }: { readonly first: string; readonly room: number; readonly indent: number },
): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let isFresh = true;
  for (const [index, part] of parts.entries()) {
    const text = index + 1 < parts.length ? `${part},` : part;
    const longer = `${line}${isFresh ? '' : ' '}${text}`;
    isFresh = false;
    if (displayWidth(longer) <= room) {
      line = longer;
      continue;
    }
    lines.push(line);
    const broken = wrapLine(' '.repeat(indent) + text, room);
    lines.push(...broken.slice(0, -1));
    line = broken.at(-1) ?? '';
  }
  return [...lines, line];
}

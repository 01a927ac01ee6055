import { type Excerpt, printable } from '../../core/index.ts';
import { displayWidth } from '../terminal/display-width.ts';
import { CUT, cutEnd, cutStart } from '../terminal/wrap-text.ts';

/** Share of the room that stays for what stands before the mark. */
const SHARE_BEFORE = 2 / 3;

/** The part of an excerpt that is shown: made harmless to print, as wide as there is room. */
export interface FrameWindow {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/**
 * Cuts an excerpt to a width around its mark, whose beginning always stays.
 *
 * @param width Columns, at least 4; undefined cuts nothing.
 */
export function frameWindow(excerpt: Excerpt, width: number | undefined): FrameWindow {
  const parts = printableParts(excerpt);
  const { before, marked, after } = parts;
  if (width === undefined || displayWidth(before + marked + after) <= width) return parts;
  const shownMark = cutEnd(marked, width - (before === '' ? 0 : 1));
  const room = width - displayWidth(shownMark);
  const shownBefore = cutStart(
    before,
    Math.min(room, Math.max(1, Math.floor(room * SHARE_BEFORE))),
  );
  const left = room - displayWidth(shownBefore);
  if (shownMark !== marked) return { before: shownBefore, marked: shownMark, after: '' };
  const shownAfter = cutEnd(after, left);
  // what the end of the line does not need is given to its beginning
  const spare = left - displayWidth(shownAfter) + displayWidth(shownBefore);
  return { before: cutStart(before, spare), marked, after: shownAfter };
}

/** Characters that are made harmless get longer, so each part is done on its own. */
function printableParts({ text, offset, length, cutBefore, cutAfter }: Excerpt): FrameWindow {
  return {
    before: (cutBefore ? CUT : '') + printable(text.slice(0, offset)),
    marked: printable(text.slice(offset, offset + length)),
    after: printable(text.slice(offset + length)) + (cutAfter ? CUT : ''),
  };
}

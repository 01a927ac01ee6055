import { type Diagnostic, type Excerpt, printable } from '../../core/index.ts';
import type { Paint } from '../color.ts';
import { displayWidth } from './display-width.ts';
import { placeText } from './place-text.ts';

const CUT = '…';

/** Draws the line of a diagnostic with a mark below the spot. */
export function codeFrame(
  diagnostic: Diagnostic,
  excerpt: Excerpt,
  paint: Paint,
): readonly string[] {
  const { line } = diagnostic.location;
  const label = line === undefined ? 'record' : String(line);
  const { before, marked, after } = printableParts(excerpt);
  const mark = '^'.repeat(Math.max(1, displayWidth(marked)));
  const related = relatedText(diagnostic);
  const gutter = (text: string) => paint('dim', `  ${text.padStart(label.length)} │`);
  return [
    `${gutter(label)} ${before}${marked}${after}`.trimEnd(),
    `${gutter('')} ${' '.repeat(displayWidth(before))}${paint(['red', 'bold'], mark)}${related}`,
  ];
}

/** Characters that are made harmless get longer, so each part is done on its own. */
function printableParts({ text, offset, length, cutBefore, cutAfter }: Excerpt) {
  return {
    before: (cutBefore ? CUT : '') + printable(text.slice(0, offset)),
    marked: printable(text.slice(offset, offset + length)),
    after: printable(text.slice(offset + length)) + (cutAfter ? CUT : ''),
  };
}

function relatedText({ code, related }: Diagnostic): string {
  const [first] = related ?? [];
  if (first === undefined) return '';
  const what = code === 'RECORD_ID_DUPLICATE' ? 'first used at' : 'see';
  return ` ${what} ${placeText(first)}`;
}

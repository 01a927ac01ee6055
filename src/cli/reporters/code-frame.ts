import type { Diagnostic, Excerpt } from '../../core/index.ts';
import type { Paint } from '../terminal/color.ts';
import { displayWidth } from '../terminal/display-width.ts';
import { wrapLine } from '../terminal/wrap-text.ts';
import { frameWindow } from './frame-window.ts';
import { placeText } from './place-text.ts';

/** How a frame is drawn. */
export interface FrameOptions {
  readonly paint: Paint;
  /** Columns of the terminal; undefined where there is none. */
  readonly width: number | undefined;
}

/** Fewest columns that a line of a record is shown in, however narrow the terminal. */
const FEWEST_COLUMNS = 4;

/** Draws the line of a diagnostic with a mark below the spot, as wide as the terminal at most. */
export function codeFrame(
  diagnostic: Diagnostic,
  excerpt: Excerpt,
  { paint, width }: FrameOptions,
): readonly string[] {
  const { line } = diagnostic.location;
  const label = line === undefined ? 'record' : String(line);
  const gutter = (text: string) => paint('dim', `  ${text.padStart(label.length)} │`);
  const room = width === undefined ? undefined : Math.max(FEWEST_COLUMNS, width - label.length - 5);
  const { before, marked, after } = frameWindow(excerpt, room);
  const margin = ' '.repeat(displayWidth(before));
  const mark = '^'.repeat(Math.max(1, displayWidth(marked)));
  const related = relatedText(diagnostic);
  const fits = room === undefined || displayWidth(`${margin}${mark} ${related}`) <= room;
  const beside = related === '' || !fits ? '' : ` ${related}`;
  const below = related === '' || fits ? [] : wrapLine(related, room);
  return [
    `${gutter(label)} ${before}${marked}${after}`.trimEnd(),
    `${gutter('')} ${margin}${paint(['red', 'bold'], mark)}${beside}`,
    ...below.map((text) => `${gutter('')} ${text}`),
  ];
}

function relatedText({ code, related }: Diagnostic): string {
  const [first] = related ?? [];
  if (first === undefined) return '';
  const what = code === 'RECORD_ID_DUPLICATE' ? 'first used at' : 'see';
  return `${what} ${placeText(first)}`;
}

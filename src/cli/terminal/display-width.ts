import { stripVTControlCharacters } from 'node:util';

/** Two columns each; with U+FE0F what is a sign of text otherwise is shown as an emoji. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|.\ufe0f|[\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}])/u;
/** What stands on its own and takes no column: marks that belong above another character, and what is never shown. */
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\p{Default_Ignorable_Code_Point}]+$/u;
const PRINTABLE_ASCII = /^[ -~]*$/;

/** Made when the first text asks for it, because it takes longer than many a command. */
let characters: Intl.Segmenter | undefined;

/** Splits text into what a reader sees as characters, each with the columns it takes. */
export function* widths(text: string): Generator<readonly [string, number], void> {
  characters ??= new Intl.Segmenter();
  for (const { segment } of characters.segment(text)) yield [segment, widthOf(segment)];
}

function widthOf(character: string): number {
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Counts the columns that text takes in a terminal: two for East Asian characters and emoji, none for colours. */
export function displayWidth(text: string): number {
  const plain = text.includes('\u001b') ? stripVTControlCharacters(text) : text;
  if (PRINTABLE_ASCII.test(plain)) return plain.length;
  let width = 0;
  for (const [, columns] of widths(plain)) width += columns;
  return width;
}

const WIDE =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}])/u;
const PRINTABLE_ASCII = /^[ -~]*$/;

/** Made when the first text asks for it, because it takes longer than many a command. */
let characters: Intl.Segmenter | undefined;

/** Counts the columns that text takes in a terminal: two for East Asian characters and emoji. */
export function displayWidth(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  characters ??= new Intl.Segmenter();
  let width = 0;
  for (const { segment } of characters.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** What may stand behind a backslash, but for `u`. */
export const ESCAPES: ReadonlySet<number> = new Set(ascii('"\\/bfnrt'));

/** The literals by their first byte. */
export const LITERALS: ReadonlyMap<number, Uint8Array> = new Map(
  ['true', 'false', 'null'].map((word) => [word.charCodeAt(0), ascii(word)]),
);

/** What a number may hold besides digits and its exponent's letter. */
export const NUMBER_SIGNS: ReadonlySet<number> = new Set(ascii('+-.'));

export const CARRIAGE_RETURN: number = 0x0d;
export const QUOTE: number = 0x22;
export const COMMA: number = 0x2c;
export const MINUS_SIGN: number = 0x2d;
export const ZERO_DIGIT: number = 0x30;
export const EIGHT_DIGIT: number = 0x38;
export const COLON_SIGN: number = 0x3a;
export const OPEN_ARRAY: number = 0x5b;
export const BACKSLASH: number = 0x5c;
export const CLOSE_ARRAY: number = 0x5d;
export const LOWER_D: number = 0x64;
export const LOWER_E: number = 0x65;
export const LOWER_U: number = 0x75;
export const OPEN_OBJECT: number = 0x7b;
export const CLOSE_OBJECT: number = 0x7d;

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** What may stand behind a backslash, but for `u`. */
export const ESCAPES: ReadonlySet<number> = new Set(ascii('"\\/bfnrt'));

/** The literals by their first byte. */
export const LITERALS: ReadonlyMap<number, Uint8Array> = new Map(
  ['true', 'false', 'null'].map((word) => [word.charCodeAt(0), ascii(word)]),
);

/** What a number may hold besides digits and its exponent's letter. */
export const NUMBER_SIGNS: ReadonlySet<number> = new Set(ascii('+-.'));

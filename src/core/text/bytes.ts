// Bytes that texts are read and written by. A name says the character, or what the byte begins or ends.

export const TAB: number = 0x09;
export const NEWLINE: number = 0x0a;
export const CARRIAGE_RETURN: number = 0x0d;
export const SPACE: number = 0x20;
export const QUOTE: number = 0x22;
export const PLUS_SIGN: number = 0x2b;
export const COMMA: number = 0x2c;
export const MINUS_SIGN: number = 0x2d;
export const FULL_STOP: number = 0x2e;
export const ZERO_DIGIT: number = 0x30;
export const EIGHT_DIGIT: number = 0x38;
export const NINE_DIGIT: number = 0x39;
export const COLON_SIGN: number = 0x3a;
export const UPPER_E: number = 0x45;
export const OPEN_ARRAY: number = 0x5b;
export const BACKSLASH: number = 0x5c;
export const CLOSE_ARRAY: number = 0x5d;
export const LOWER_A: number = 0x61;
export const LOWER_D: number = 0x64;
export const LOWER_E: number = 0x65;
export const LOWER_F: number = 0x66;
export const LOWER_N: number = 0x6e;
export const LOWER_U: number = 0x75;
export const LOWER_Z: number = 0x7a;
export const OPEN_OBJECT: number = 0x7b;
export const CLOSE_OBJECT: number = 0x7d;
export const LAST_ASCII: number = 0x7f;

/** In UTF-8 the bytes from here to {@link FIRST_LEAD} go on with a character. */
export const FIRST_CONTINUATION: number = 0x80;

/** In UTF-8 the bytes from here on begin a character of more than one byte. */
export const FIRST_LEAD: number = 0xc0;

/** In UTF-8 the bytes from here on begin a character of four bytes, which is a pair of surrogates in UTF-16. */
export const FIRST_LEAD_OF_PAIR: number = 0xf0;

/** The byte order mark as UTF-8 writes it. */
export const BYTE_ORDER_MARK: Uint8Array = Uint8Array.of(0xef, 0xbb, 0xbf);

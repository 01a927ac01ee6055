import type { TextInput } from './text-input.ts';

/** Characters of the bytes 0x80 to 0x9f, in order; the five that have none stay control characters. Source: Encoding Standard. */
const HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';
const FIRST_HIGH = 0x80;
const HIGH_LATIN1 = /[\u0080-\u009f]/g;

/**
 * Reads windows-1252, in which any byte is a character. Releases of Node.js differ in the bytes 0x80 to 0x9f (some take them for
 * Latin-1), and the same bytes must give the same rows.
 */
export class Windows1252Input implements TextInput {
  readonly fault: undefined;

  push(bytes: Uint8Array): Uint8Array {
    const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    return Buffer.from(
      latin1.replace(HIGH_LATIN1, (sign) => HIGH[sign.charCodeAt(0) - FIRST_HIGH] as string),
    );
  }

  finish(): Uint8Array {
    return new Uint8Array();
  }
}

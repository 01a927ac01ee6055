import { isUtf8 } from 'node:buffer';

const NEWLINE = 10;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** What a line is to whoever knows nothing of this project: JSON.parse decides. */
export interface FuzzLine {
  /** Without its newline, and without the byte order mark of the first line. */
  readonly bytes: Buffer;
  readonly isUtf8: boolean;
  readonly isBlank: boolean;
  /** The value in a box; absent where the line is no JSON. */
  readonly json: { readonly value: unknown } | undefined;
}

/** Splits a file into its lines, the way any text tool does. */
export function linesOf(file: Uint8Array): readonly FuzzLine[] {
  const bytes = Buffer.from(file);
  const lines: FuzzLine[] = [];
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline;
    const line = bytes.subarray(start, end);
    const hasMark = start === 0 && line.subarray(0, BOM.length).equals(BOM);
    lines.push(lineFrom(hasMark ? line.subarray(BOM.length) : line));
    start = end + 1;
  }
  return lines;
}

function lineFrom(bytes: Buffer): FuzzLine {
  const text = isUtf8(bytes)
    ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    : undefined;
  return {
    bytes,
    isUtf8: text !== undefined,
    isBlank: bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d),
    json: text === undefined ? undefined : parsed(text),
  };
}

/** What JSON.parse makes of a text, in a box. */
export function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

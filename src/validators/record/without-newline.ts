const NEWLINE = 10;

/** Gives the bytes of a line without the newline that ends it, where one does. */
export function withoutNewline(line: Uint8Array): Uint8Array {
  return line.at(-1) === NEWLINE ? line.subarray(0, -1) : line;
}

import type { IncomingMessage } from 'node:http';

/** Reads a whole body into memory; undefined where it is longer than `most` bytes. */
export async function readBody(
  request: IncomingMessage,
  most: number,
): Promise<Uint8Array | undefined> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > most) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

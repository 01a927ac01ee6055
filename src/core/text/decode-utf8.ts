/** Decodes bytes as UTF-8, without copying them first; what is no UTF-8 becomes U+FFFD. */
export function decodeUtf8({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
}

/** Decodes bytes that came in pieces, which may have cut a character. */
export function decodeUtf8Pieces(pieces: readonly Uint8Array[]): string {
  const [first] = pieces;
  if (first === undefined) return '';
  return decodeUtf8(pieces.length === 1 ? first : Buffer.concat(pieces));
}

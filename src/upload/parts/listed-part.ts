import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { formatCrc32 } from '../../io/index.ts';

/** A part that S3 holds. */
export interface ListedPart {
  /** 1 to 10,000. */
  readonly number: number;
  readonly bytes: number;
  readonly etag: string;
  /** Big-endian in base64; undefined where the server keeps none. */
  readonly crc32: string | undefined;
}

/**
 * Tells whether a part on the server has these bytes.
 *
 * By its CRC32; where the server keeps none, by its entity tag, which many servers make of the MD5 of the part: one that is
 * the MD5 of these bytes proves them, and any other proves nothing.
 *
 * @param pieces The bytes, in order.
 */
export function isSamePart(part: ListedPart, pieces: Iterable<Uint8Array>): boolean {
  let bytes = 0;
  let sum = 0;
  const md5 = part.crc32 === undefined ? createHash('md5') : undefined;
  for (const piece of pieces) {
    bytes += piece.length;
    if (md5 === undefined) sum = crc32(piece, sum);
    else md5.update(piece);
  }
  if (bytes !== part.bytes) return false;
  if (md5 === undefined) return part.crc32 === formatCrc32(sum);
  return part.etag.replaceAll('"', '') === md5.digest('hex');
}

import { WireError } from '../../http/wire-error.ts';
import type { ByteRange } from '../store/object-store.ts';

/**
 * Reads a `Range` header: `bytes=a-b`, `bytes=a-` or `bytes=-n`.
 *
 * @returns undefined where the header is not such a range: the whole object is meant then (RFC 9110, section 14.2).
 * @throws {WireError} 416 `InvalidRange` when the range begins behind the object.
 */
export function readRange(header: string | undefined, objectBytes: number): ByteRange | undefined {
  const asked = parseRange(header?.trim() ?? '', objectBytes);
  if (asked === undefined) return undefined;
  if (asked.start >= objectBytes) throw invalidRange(header ?? '', objectBytes);
  return { start: asked.start, end: Math.min(asked.end, objectBytes - 1) };
}

function parseRange(text: string, objectBytes: number): ByteRange | undefined {
  const suffix = /^bytes=-(\d{1,15})$/.exec(text);
  if (suffix !== null) {
    return { start: objectBytes - Math.min(Number(suffix[1]), objectBytes), end: objectBytes - 1 };
  }
  const match = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(text);
  if (match === null) return undefined;
  const start = Number(match[1]);
  const end = match[2] === '' ? Math.max(start, objectBytes - 1) : Number(match[2]);
  return end < start ? undefined : { start, end };
}

function invalidRange(header: string, objectBytes: number): WireError {
  return new WireError({
    status: 416,
    code: 'InvalidRange',
    message: 'The requested range is not satisfiable',
    headers: { 'content-range': `bytes */${objectBytes}` },
    fields: { RangeRequested: header, ActualObjectSize: objectBytes },
  });
}

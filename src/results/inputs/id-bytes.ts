import { BACKSLASH, isObject, LAST_ASCII, QUOTE } from '../../core/index.ts';
import type { IdInBytes } from '../../engine/index.ts';

const RECORD_ID_START = '{"recordId":"';
const START_BYTES = Buffer.from(RECORD_ID_START);
/** An id that does not end before is looked for by parsing the line. */
const LOOKED_AT_BYTES = 512;
/** Begins an id that UTF-8 cannot say, for half a character stands alone in it: no UTF-8 has this byte. */
const NOT_UTF8 = 0xff;

/**
 * Writes a recordId as bytes: two ids are the same exactly where their bytes are.
 *
 * They are its UTF-8, or where it has none its JSON behind a byte that no UTF-8 has.
 */
export function idBytes(recordId: string): Uint8Array {
  if (recordId.isWellFormed()) return Buffer.from(recordId);
  return Buffer.concat([Uint8Array.of(NOT_UTF8), Buffer.from(JSON.stringify(recordId))]);
}

/** Reads a recordId from what {@link idBytes} gave. */
export function idText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (text[0] !== NOT_UTF8) return text.toString('utf8');
  return JSON.parse(text.subarray(1).toString('utf8')) as string;
}

/**
 * Reads the id off a line of a shard, as {@link idBytes} writes it. Builders write it first; any other line is parsed whole, and
 * has an empty one where it is no record.
 */
export function idBytesOf(line: Uint8Array): Uint8Array {
  const id = { bytes: line, start: 0, end: line.length };
  return findPlainId(id) ? line.subarray(id.start, id.end) : idBytes(recordIdOf(line));
}

/**
 * Finds the bytes of an id that stand in a line as they are: it comes first, in ASCII, without escapes.
 *
 * @param line Where the line stands among other bytes; then where its id does.
 */
export function findPlainId(line: Pick<IdInBytes, 'bytes' | 'start' | 'end'>): boolean {
  const { bytes, start } = line;
  const from = start + START_BYTES.length;
  for (let index = 0; index < START_BYTES.length; index += 1) {
    if (bytes[start + index] !== START_BYTES[index]) return false;
  }
  const limit = Math.min(line.end, start + LOOKED_AT_BYTES);
  for (let end = from; end < limit; end += 1) {
    const byte = bytes[end] ?? 0;
    if (byte === QUOTE) {
      line.start = from;
      line.end = end;
      return true;
    }
    if (byte === BACKSLASH || byte > LAST_ASCII) return false;
  }
  return false;
}

function recordIdOf(line: Uint8Array): string {
  const bytes = Buffer.from(line.buffer, line.byteOffset, Math.min(line.length, LOOKED_AT_BYTES));
  const start = bytes.toString('utf8');
  const from = RECORD_ID_START.length;
  const end = start.startsWith(RECORD_ID_START) ? start.indexOf('"', from) : -1;
  const id = end === -1 ? undefined : start.slice(from, end);
  if (id !== undefined && !id.includes('\\')) return id;
  return parsedId(new TextDecoder().decode(line));
}

function parsedId(line: string): string {
  try {
    const record = JSON.parse(line) as unknown;
    const recordId = isObject(record) ? record['recordId'] : undefined;
    return typeof recordId === 'string' ? recordId : '';
  } catch {
    return '';
  }
}

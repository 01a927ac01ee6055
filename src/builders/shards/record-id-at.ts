import { decodeUtf8 } from '../../core/index.ts';
import { hasId, lineOf, TOO_LONG, type Verdicts } from '../../engine/index.ts';

/** Gives the recordId of a line that is a record; empty where it has none. */
export function recordIdAt(block: Verdicts, index: number): string {
  const { bytes, verdict, idStart, idEnd } = block;
  if (verdict[index] === TOO_LONG) return '';
  if (hasId(verdict[index])) return decodeUtf8(bytes.subarray(idStart[index], idEnd[index]));
  return recordIdOf(lineOf(block, index));
}

/** Gives the recordId that stands in the line of a record; empty where it has none. */
export function recordIdOf(line: Uint8Array): string {
  const { recordId } = JSON.parse(decodeUtf8(line)) as { readonly recordId?: unknown };
  return typeof recordId === 'string' ? recordId : '';
}

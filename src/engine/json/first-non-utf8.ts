import { isUtf8 } from 'node:buffer';
import { FIRST_CONTINUATION } from '../../core/index.ts';

/**
 * Finds the first byte that is not UTF-8.
 *
 * Bisects with the runtime's native check, so a long line costs little.
 *
 * @returns 0-based offset, or -1 where all is UTF-8.
 */
export function firstNonUtf8(bytes: Uint8Array): number {
  if (isUtf8(bytes)) return -1;
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = characterStart(bytes, good, (good + bad) >> 1);
    if (middle === good) return firstNonUtf8Slowly(bytes, good, bad);
    if (isUtf8(bytes.subarray(good, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

/** Moves back to the start of a character that an index is in, so that a cut never makes good bytes look bad. */
function characterStart(bytes: Uint8Array, least: number, index: number): number {
  const first = Math.max(least, index - 3);
  for (let at = index; at >= first; at -= 1) {
    const byte = bytes[at] as number;
    if ((byte & 0xc0) !== FIRST_CONTINUATION) return at + lengthAfter(byte) > index ? at : index;
  }
  return index;
}

/** Length of the character that a byte begins, if its bytes are all there. */
function lengthAfter(lead: number): number {
  if (lead < 0xc0) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

function firstNonUtf8Slowly(bytes: Uint8Array, from: number, to: number): number {
  let good = from;
  for (let end = from + 1; end <= to; end += 1) {
    if (isUtf8(bytes.subarray(good, end))) good = end;
    else if (end - good >= 4) break;
  }
  return good;
}

import { COLON_SIGN } from '../../core/index.ts';
import { isWhiteSpace } from '../../engine/index.ts';
import type { Span } from './place.ts';

/** Finds the key before a value, quotes included; undefined where it is written with escapes. */
export function keySpan(line: Uint8Array, value: Span, key: string): Span | undefined {
  const colon = backOver(line, value.start);
  if (line[colon - 1] !== COLON_SIGN) return undefined;
  const end = backOver(line, colon - 1);
  const text = new TextEncoder().encode(JSON.stringify(key));
  const start = end - text.length;
  return text.every((byte, at) => line[start + at] === byte) ? { start, end } : undefined;
}

function backOver(line: Uint8Array, from: number): number {
  let at = from;
  while (isWhiteSpace(line[at - 1] ?? 0)) at -= 1;
  return at;
}

import {
  BACKSLASH,
  COLON_SIGN,
  decodeUtf8,
  formatPath,
  isObject,
  QUOTE,
} from '../../core/index.ts';
import { JsonOddities } from '../../engine/index.ts';

/** A key that stands twice in an object. */
export interface RepeatedKey {
  readonly key: string;
  /** Path of the object in the row, such as `author`; empty for the row itself. */
  readonly path: string;
}

/**
 * Finds the first key that stands twice in an object anywhere in JSON; the value has only the last of them.
 *
 * Each member has a colon, so where nothing is repeated there are as many as the value has members: only where not the keys are looked at.
 *
 * @param bytes Valid JSON.
 * @param value What `JSON.parse` makes of it.
 */
export function repeatedKey(bytes: Uint8Array, value: unknown): RepeatedKey | undefined {
  if (colonsIn(bytes) === membersOf(value)) return undefined;
  let found: RepeatedKey | undefined;
  const oddities = new JsonOddities(({ kind }) => {
    if (kind !== 'duplicate-key' || found !== undefined) return;
    const { path } = oddities;
    found = { key: String(path.at(-1)), path: formatPath(path.slice(0, -1)) };
  });
  oddities.scan(decodeUtf8(bytes));
  return found;
}

/** Counts the colons between keys and values: those outside of strings, which a native search skips. */
function colonsIn(bytes: Uint8Array): number {
  const [quoteSign, colon] = [QUOTE, COLON_SIGN]; // what is imported is looked up for each byte
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === quoteSign) at = endOfString(text, at + 1);
    else if (unit === colon) count += 1;
  }
  return count;
}

function endOfString(text: string, from: number): number {
  let end = text.indexOf('"', from);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, place: number): boolean {
  let start = place;
  while (text.charCodeAt(start - 1) === BACKSLASH) start -= 1;
  return (place - start) % 2 === 1;
}

/** Counts the members of all objects in a value, however deep. */
function membersOf(value: unknown): number {
  const open: unknown[] = [value];
  let count = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const values: readonly unknown[] = isObject(next) ? Object.values(next) : (next as unknown[]);
    if (isObject(next)) count += values.length;
    for (const one of values) if (typeof one === 'object' && one !== null) open.push(one);
  }
  return count;
}

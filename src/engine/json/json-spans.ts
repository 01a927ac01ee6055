import {
  BACKSLASH,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  OPEN_ARRAY,
  OPEN_OBJECT,
  type PathStep,
} from '../../core/index.ts';
import { skipBlanks, skipComma, skipString, skipValue } from './skip-value.ts';

/** Where a value stands in the bytes of a JSON text: 0-based, the end behind the last byte. */
export interface ValueSpan {
  readonly start: number;
  readonly end: number;
  /** Where its key stands, quotes included; absent for elements and for the whole text. */
  readonly keyStart?: number | undefined;
  readonly keyEnd?: number | undefined;
}

/** The span of a member of an object. */
interface MemberSpan extends ValueSpan {
  readonly keyStart: number;
  readonly keyEnd: number;
}

/**
 * Finds the bytes of the value at a path.
 *
 * As in `JSON.parse` the last of several equal keys counts, and keys are compared decoded. It never recurses; time is
 * linear in the bytes for each step of the path.
 *
 * @param bytes One valid JSON text in UTF-8. In anything else the span means nothing, but it lies within the bytes and is found in linear time too.
 * @param path Keys for objects, 0-based indexes for arrays; an empty path is the whole value.
 * @returns undefined where there is no such value.
 */
export function locatePath(bytes: Uint8Array, path: readonly PathStep[]): ValueSpan | undefined {
  return walk(bytes, path, (object, key) => findMember(bytes, object, key));
}

/**
 * Finds the values at many paths in one JSON text as {@link locatePath} does; the members of an object that is asked for again are
 * remembered, so that a million of them are not read once for each.
 *
 * Memory: about 200 bytes for each member of such objects.
 */
export class PathFinder {
  readonly bytes: Uint8Array;
  /** The members of objects by their first bytes; empty where one was visited only once. */
  readonly #members = new Map<number, ReadonlyMap<string, ValueSpan> | undefined>();

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  locate(path: readonly PathStep[]): ValueSpan | undefined {
    return walk(this.bytes, path, (object, key) => this.#member(object, key));
  }

  #member(object: number, key: string): ValueSpan | undefined {
    if (!this.#members.has(object)) {
      this.#members.set(object, undefined);
      return findMember(this.bytes, object, key);
    }
    const members = this.#members.get(object) ?? this.#index(object);
    return members.get(key);
  }

  #index(object: number): ReadonlyMap<string, ValueSpan> {
    const members = new Map<string, ValueSpan>();
    eachMember(this.bytes, object, (span) => members.set(keyOf(this.bytes, span), span));
    this.#members.set(object, members);
    return members;
  }
}

function walk(
  bytes: Uint8Array,
  path: readonly PathStep[],
  member: (object: number, key: string) => ValueSpan | undefined,
): ValueSpan | undefined {
  let start = skipBlanks(bytes, 0);
  let span: ValueSpan | undefined;
  for (const step of path) {
    span = typeof step === 'number' ? findElement(bytes, start, step) : member(start, step);
    if (span === undefined) return undefined;
    start = span.start;
  }
  return span ?? { start, end: skipValue(bytes, start) };
}

/**
 * Finds the bytes of each member's value in an object, so that they can be written again untouched. Of a key that comes twice
 * the last value counts, as in `JSON.parse`.
 *
 * Memory: about 200 bytes for each member.
 *
 * @param json One JSON object in UTF-8; it must be valid.
 * @returns Views of `json` by key.
 */
export function memberSpans(json: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const spans = new Map<string, Uint8Array>();
  eachMember(json, skipBlanks(json, 0), (span) => {
    spans.set(keyOf(json, span), json.subarray(span.start, span.end));
  });
  return spans;
}

function findElement(bytes: Uint8Array, array: number, index: number): ValueSpan | undefined {
  if (bytes[array] !== OPEN_ARRAY) return undefined;
  let start = skipBlanks(bytes, array + 1);
  for (let skipped = 0; start < bytes.length && bytes[start] !== CLOSE_ARRAY; skipped += 1) {
    const end = skipValue(bytes, start);
    if (skipped === index) return { start, end };
    start = Math.max(start + 1, skipComma(bytes, end));
  }
  return undefined;
}

function findMember(bytes: Uint8Array, object: number, key: string): ValueSpan | undefined {
  let found: ValueSpan | undefined;
  eachMember(bytes, object, (span) => {
    if (isKey(bytes, span, key)) found = span;
  });
  return found;
}

/** Shows the members of the object that begins at an offset, one after the other; none where there is no object. */
function eachMember(bytes: Uint8Array, object: number, show: (span: MemberSpan) => void): void {
  if (bytes[object] !== OPEN_OBJECT) return;
  let keyStart = skipBlanks(bytes, object + 1);
  while (keyStart < bytes.length && bytes[keyStart] !== CLOSE_OBJECT) {
    const keyEnd = skipString(bytes, keyStart);
    const colon = skipBlanks(bytes, keyEnd);
    const start = skipBlanks(bytes, Math.min(colon + 1, bytes.length));
    const end = skipValue(bytes, start);
    show({ start, end, keyStart, keyEnd });
    keyStart = skipComma(bytes, end);
  }
}

function isKey(bytes: Uint8Array, span: MemberSpan, key: string): boolean {
  const { keyStart, keyEnd } = span;
  // A key is never shorter in UTF-8 or in escapes than in UTF-16 units.
  if (keyEnd - keyStart - 2 < key.length) return false;
  return keyOf(bytes, span) === key;
}

/** The decoded key of a member. */
function keyOf(bytes: Uint8Array, { keyStart, keyEnd }: MemberSpan): string {
  const escape = bytes.subarray(keyStart, keyEnd).indexOf(BACKSLASH);
  if (escape === -1) return decode(bytes, keyStart + 1, keyEnd - 1);
  return String(parsedString(decode(bytes, keyStart, keyEnd)));
}

function parsedString(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the text is no JSON, so nothing is promised but an end
  }
}

function decode(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.max(0, end - start)).toString(
    'utf8',
  );
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const SPACE = 0x20;

/**
 * Finds the bytes of each member's value in an object, so that they can be written again untouched.
 *
 * Of a key that comes twice the last value counts, as in JSON.parse.
 *
 * @param json UTF-8 of one JSON object; it must be valid.
 * @returns Views of `json` by key.
 */
export function memberSpans(json: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const spans = new Map<string, Uint8Array>();
  let at = skipSpace(json, skipSpace(json, 0) + 1);
  while (json[at] === QUOTE) {
    const keyEnd = skipString(json, at);
    const key = JSON.parse(Buffer.from(json.subarray(at, keyEnd)).toString()) as string;
    const start = skipSpace(json, skipTo(json, keyEnd, COLON) + 1);
    const end = skipValue(json, start);
    spans.set(key, json.subarray(start, end));
    at = skipSpace(json, end);
    if (json[at] === COMMA) at = skipSpace(json, at + 1);
  }
  return spans;
}

function skipSpace(json: Uint8Array, from: number): number {
  let at = from;
  while (at < json.length && (json[at] as number) <= SPACE) at += 1;
  return at;
}

function skipTo(json: Uint8Array, from: number, byte: number): number {
  let at = from;
  while (at < json.length && json[at] !== byte) at += 1;
  return at;
}

function skipString(json: Uint8Array, from: number): number {
  let at = from + 1;
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return at + 1;
}

function skipValue(json: Uint8Array, from: number): number {
  const first = json[from];
  if (first === QUOTE) return skipString(json, from);
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return skipNested(json, from);
  let at = from;
  while (at < json.length && !endsScalar(json[at] as number)) at += 1;
  return at;
}

function endsScalar(byte: number): boolean {
  return byte === COMMA || byte === CLOSE_BRACE || byte <= SPACE;
}

function skipNested(json: Uint8Array, from: number): number {
  let depth = 0;
  let at = from;
  while (at < json.length) {
    const byte = json[at];
    if (byte === QUOTE) {
      at = skipString(json, at);
      continue;
    }
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
    if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth -= 1;
    at += 1;
    if (depth === 0) return at;
  }
  return at;
}

import { isDigit, SLASH } from './bytes';
import { endOf, Kind, kindOf, lengthOf, noteOf, startOf } from './tape';

/** Bytes of `s3://`, and of the shortest URI of an object: it has a bucket and a key. */
const SCHEME: u32 = 5;
const SHORTEST_URI: u32 = 8;
const LONGEST_URI: u32 = 1024;
const S3: u32 = 0x2f3a3373;

/**
 * Tells whether a token is the URI of an object in S3 whose name, behind the last slash, has only what every pattern of URIs takes:
 * `A-Z a-z 0-9 - ! _ * ' ( ) .`. What stands before it may be wrong.
 */
export function isUri(token: u32): bool {
  const length = lengthOf(token);
  if (kindOf(token) !== Kind.string || noteOf(token) !== 0) return false;
  if (length < SHORTEST_URI || length > LONGEST_URI) return false;
  const start = startOf(token);
  if (load<u32>(start) !== S3 || load<u8>(start, 4) !== SLASH) return false;
  const end = endOf(token);
  let at = end;
  while (isOfKey(load<u8>(at - 1))) at -= 1;
  // The slash is none of those before the bucket.
  return at < end && at > start + SCHEME + 1 && load<u8>(at - 1) === SLASH;
}

function isOfKey(byte: u8): bool {
  if (isOfWord(byte)) return true;
  return byte === 0x2e || byte === 0x21 || <u8>(byte - 0x27) < 4;
}

/** Tells whether a row takes a token as a name: of `A-Z a-z 0-9 _ -`, or without the byte that it refuses. */
export function isName(token: u32, row: u32): bool {
  const length = lengthOf(token);
  if (kindOf(token) !== Kind.string || length === 0 || length > load<u32>(row, 4)) return false;
  const end = endOf(token);
  const refused = load<u32>(row, 8);
  for (let at = startOf(token); at < end; at += 1) {
    const byte = load<u8>(at);
    if (!isOfWord(byte) || byte === refused) return false;
  }
  return true;
}

function isOfWord(byte: u8): bool {
  return <u8>((byte | 0x20) - 0x61) < 26 || isDigit(byte) || byte === 0x2d || byte === 0x5f;
}

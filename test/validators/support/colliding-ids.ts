/** The inverse of an odd number modulo 2^32. */
function inverse(odd: number): number {
  let found = odd;
  for (let step = 0; step < 5; step += 1) found = Math.imul(found, 2 - Math.imul(odd, found));
  return found;
}

const FIRST = 0x85ebca6b;
const SECOND = 0xc2b2ae35;
const FIRST_INVERSE = inverse(FIRST);
const SECOND_INVERSE = inverse(SECOND);

/** What the hash has come to after one step of eight bytes; see `hashId`. */
function stepped(text: string): { first: number; second: number } {
  const bytes = Buffer.from(text);
  let first = 0x9e3779b1 ^ 16;
  first = Math.imul(first ^ bytes.readInt32LE(0), FIRST);
  const second = Math.imul(0x7feb352d ^ bytes.readInt32LE(4) ^ first, SECOND);
  return { first: first ^ (second >>> 15), second };
}

/** The eight bytes that lead from what a first half has come to to where all collide. */
function secondHalf({ first, second }: { first: number; second: number }): Buffer {
  const target = { first: 0x0bad_cafe, second: 0x1234_5678 };
  const half = Buffer.alloc(8);
  const mixed = target.first ^ (target.second >>> 15);
  half.writeInt32LE(Math.imul(mixed, FIRST_INVERSE) ^ first, 0);
  half.writeInt32LE(Math.imul(target.second, SECOND_INVERSE) ^ second ^ mixed, 4);
  return half;
}

const isPrintable = (half: Buffer) => half.every((byte) => byte >= 0x20 && byte < 0x7f);

/** Makes different ids of 16 printable characters that have the very same hash. */
export function collidingIds(count: number): readonly string[] {
  const ids: string[] = [];
  for (let number = 0; ids.length < count; number += 1) {
    const start = String(number).padStart(8, 'i');
    const half = secondHalf(stepped(start));
    if (isPrintable(half)) ids.push(start + half.toString('latin1'));
  }
  return ids;
}

/** Copies bytes; up to 15 behind them are read and written too. Gives the address behind the copy. */
export function copyBytes(from: u32, length: u32, into: u32): u32 {
  for (let done: u32 = 0; done < length; done += 16) {
    v128.store(into + done, v128.load(from + done));
  }
  return into + length;
}

/** Bytes of a text that are looked at together. */
export const BLOCK_BYTES: u32 = 32;

export function copyBlock(from: u32, into: u32): void {
  v128.store(into, v128.load(from));
  v128.store(into, v128.load(from, 16), 16);
}

/** Writes a number in decimal, with zeros before it up to `width` digits. Gives the address behind it. */
export function writeNumber(value: u32, width: u32, into: u32): u32 {
  let digits: u32 = 1;
  for (let rest = value; rest >= 10; rest /= 10) digits += 1;
  const end = into + max(digits, width);
  let rest = value;
  for (let at = end; at > into; rest /= 10) {
    at -= 1;
    store<u8>(at, 0x30 + <u8>(rest % 10));
  }
  return end;
}

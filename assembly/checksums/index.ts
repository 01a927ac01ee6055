/**
 * CRC-64/NVME, which S3 computes of objects that come without a checksum: eight bytes at a time, by eight tables.
 *
 * Source: the NVM Express specification, section on the 64-bit protection information; its check of "123456789" is ae8b14860a799888.
 */
const POLYNOMIAL: u64 = 0x9a6c9329ac4bc9b5;
const TABLE_BYTES: u32 = 256 * 8;

const tables = memory.data(8 * TABLE_BYTES);

/** The first byte that the host may use. */
export function heapStart(): u32 {
  return <u32>__heap_base;
}

/** Fills the tables; once. */
export function prepareCrc64(): void {
  for (let byte: u32 = 0; byte < 256; byte += 1) {
    let crc: u64 = byte;
    for (let table: u32 = 0; table < 8; table += 1) {
      for (let bit: u32 = 0; bit < 8; bit += 1) {
        crc = (crc >>> 1) ^ (POLYNOMIAL & (0 - (crc & 1)));
      }
      store<u64>(addressOf(table, byte), crc);
    }
  }
}

/**
 * Goes on with a checksum over more bytes.
 *
 * @param at Address of the checksum so far, and of where the new one is written: its complement, at first all ones.
 */
export function addToCrc64(at: u32, from: u32, to: u32): void {
  let crc = load<u64>(at);
  let next = from;
  for (; next + 8 <= to; next += 8) {
    const word = crc ^ load<u64>(next);
    crc =
      entry(7, word) ^
      entry(6, word >>> 8) ^
      entry(5, word >>> 16) ^
      entry(4, word >>> 24) ^
      entry(3, word >>> 32) ^
      entry(2, word >>> 40) ^
      entry(1, word >>> 48) ^
      entry(0, word >>> 56);
  }
  for (; next < to; next += 1) crc = (crc >>> 8) ^ entry(0, crc ^ <u64>load<u8>(next));
  store<u64>(at, crc);
}

function entry(table: u32, byte: u64): u64 {
  return load<u64>(addressOf(table, <u32>(byte & 0xff)));
}

function addressOf(table: u32, byte: u32): u32 {
  return <u32>tables + table * TABLE_BYTES + (byte << 3);
}

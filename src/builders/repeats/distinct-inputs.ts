import {
  ACCEPTED,
  hashId,
  LOOK_CLOSER,
  lineOf,
  newIdTable,
  TOO_LONG,
  type Verdicts,
} from '../../engine/index.ts';
import { modelInputBytes } from '../../validators/index.ts';
import { inputEnd } from './input-end.ts';
import type { WrittenLines } from './written-lines.ts';

/** Two words of a hash are written into it; both 0 stand for none. */
type Hash = typeof hashId;

/** A line that is no repeat. */
export const NO_REPEAT = 0;
/** Lines of one hash that are compared with another one; who makes more of them on purpose pays for each. */
const MOST_COMPARED = 64;
const HASH = { first: 0, second: 0 };

/**
 * Tells which lines have the very model input of a record before them, byte by byte; all others become the next records.
 *
 * A hash only says which line to compare, so no two model inputs are ever taken for one. A line that is too long to be kept
 * whole, or is not as builders write records, is never a repeat.
 *
 * Memory: 11 to 22 bytes for each distinct model input.
 */
export class DistinctInputs {
  readonly #hash: Hash;
  /** Whether the engine may have given the hashes. */
  readonly #isHashed: boolean;
  readonly #table = newIdTable();
  /** Records so far: positions in the table count from 1. */
  #records = 0;

  /** @param hash Of the bytes of a model input; where it gives one for different bytes, more lines are compared. Default: that of the engine. */
  constructor(hash?: Hash) {
    this.#hash = hash ?? hashId;
    this.#isHashed = hash === undefined;
  }

  /**
   * Takes the lines that come next.
   *
   * @param written The records of the blocks before.
   * @returns For each line the record with its model input, 1-based, or {@link NO_REPEAT} where it becomes the next record.
   */
  take(block: Verdicts, written: WrittenLines): Uint32Array {
    const { count } = block;
    const said = this.#hashed(block);
    this.#table.take(said);
    const lines = new BlockRecords(block, written);
    for (let index = 0; index < count; ) {
      const end = this.#table.addNew([index, count], this.#records + 1);
      for (; index < end; index += 1) lines.add(index);
      this.#records = lines.last;
      if (index === count) break;
      this.#look(said, index, lines);
      this.#records = lines.last;
      index += 1;
    }
    return lines.repeats;
  }

  /** Says what a line is whose hash is there already, or that has none. */
  #look({ idHashes, verdict }: Hashed, index: number, lines: BlockRecords): void {
    if (verdict[index] !== ACCEPTED) return lines.add(index);
    const [first, second] = [idHashes[2 * index] ?? 0, idHashes[2 * index + 1] ?? 0];
    let compared = 0;
    for (let there = this.#table.find(first, second); there !== 0; there = this.#table.next()) {
      if (compared === MOST_COMPARED) return lines.add(index);
      compared += 1;
      if (lines.areSame(index, there)) return lines.repeat(index, there);
    }
    lines.add(index);
    this.#table.put(lines.last);
  }

  #hashed(block: Verdicts): Hashed {
    const { count } = block;
    const known = this.#isHashed ? block.inputHashes?.subarray(0, 2 * count) : undefined;
    const idHashes = known?.slice() ?? new Uint32Array(2 * count);
    const verdict = new Uint8Array(count);
    for (let index = 0; index < count; index += 1) {
      if (idHashes[2 * index] !== 0 || idHashes[2 * index + 1] !== 0) continue;
      const isCut = block.verdict[index] === TOO_LONG;
      const input = isCut ? undefined : modelInputBytes(lineOf(block, index));
      if (input === undefined) {
        verdict[index] = LOOK_CLOSER;
        continue;
      }
      const { first, second } = this.#hash(input, HASH);
      idHashes[2 * index] = first;
      idHashes[2 * index + 1] = second;
    }
    return { idHashes, verdict, count };
  }
}

/** What the table is told of lines: the hash of a model input stands where that of an id does. */
interface Hashed {
  readonly idHashes: Uint32Array;
  /** `ACCEPTED` where there is a hash. */
  readonly verdict: Uint8Array;
  readonly count: number;
}

/** The records that the lines of one block become, beside those that are written. */
class BlockRecords {
  readonly repeats: Uint32Array;
  readonly #block: Verdicts;
  readonly #bytes: Buffer;
  readonly #written: WrittenLines;
  /** For each record of the block its line. */
  readonly #indexes: Uint32Array;
  #count = 0;

  constructor(block: Verdicts, written: WrittenLines) {
    const { buffer, byteOffset, byteLength } = block.bytes;
    this.repeats = new Uint32Array(block.count);
    this.#indexes = new Uint32Array(block.count);
    this.#block = block;
    this.#bytes = Buffer.from(buffer, byteOffset, byteLength);
    this.#written = written;
  }

  /** The last record so far. */
  get last(): number {
    return this.#written.count + this.#count;
  }

  add(index: number): void {
    this.#indexes[this.#count] = index;
    this.#count += 1;
  }

  repeat(index: number, record: number): void {
    this.repeats[index] = record;
  }

  areSame(index: number, record: number): boolean {
    const end = this.#block.ends[index] ?? 0;
    const length = inputEnd(lineOf(this.#block, index));
    if (length === undefined) return false;
    const from = end - length;
    const at = record - this.#written.count - 1;
    if (at < 0) return this.#written.endsWith(record, this.#bytes, [from, end]);
    const other = this.#indexes[at] ?? 0;
    const otherEnd = this.#block.ends[other] ?? 0;
    const otherStart = other === 0 ? 0 : (this.#block.ends[other - 1] ?? 0);
    if (otherEnd - otherStart < length) return false;
    return this.#bytes.compare(this.#bytes, otherEnd - length, otherEnd, from, end) === 0;
  }
}

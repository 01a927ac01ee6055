import {
  ACCEPTED,
  type Block,
  hashId,
  LOOK_CLOSER,
  lineOf,
  newIdTable,
  TOO_LONG,
  type Verdicts,
} from '../../engine/index.ts';
import { modelInputBytes } from '../../validators/index.ts';

/** Gives the line of a record that was written, 1-based, as long as it stands in no block. */
export type WrittenLine = (record: number) => Uint8Array;

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
 * whole, or no record with an id, is never a repeat.
 *
 * Memory: 11 to 22 bytes for each distinct model input.
 */
export class DistinctInputs {
  readonly #hash: Hash;
  readonly #table = newIdTable();
  /** Records so far: positions in the table count from 1. */
  #records = 0;

  /** @param hash Of the bytes of a model input; where it gives one for different bytes, more lines are compared. */
  constructor(hash: Hash = hashId) {
    this.#hash = hash;
  }

  /**
   * Takes the lines that come next.
   *
   * @param writtenLine Reads a line of the blocks before.
   * @returns For each line the record with its model input, 1-based, or {@link NO_REPEAT} where it becomes the next record.
   */
  take(block: Verdicts, writtenLine: WrittenLine): Uint32Array {
    const { count } = block;
    const said = this.#hashed(block);
    this.#table.take(said);
    const lines = new BlockRecords(block, this.#records + 1, writtenLine);
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
    const idHashes = new Uint32Array(2 * count);
    const verdict = new Uint8Array(count);
    for (let index = 0; index < count; index += 1) {
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

/** The records that the lines of one block become, which nobody can read again yet. */
class BlockRecords {
  readonly repeats: Uint32Array;
  readonly #block: Block;
  readonly #writtenLine: WrittenLine;
  /** First record of the block. */
  readonly #first: number;
  /** For each record of the block its line. */
  readonly #indexes: Uint32Array;
  #count = 0;

  constructor(block: Block, first: number, writtenLine: WrittenLine) {
    this.repeats = new Uint32Array(block.count);
    this.#indexes = new Uint32Array(block.count);
    this.#block = block;
    this.#first = first;
    this.#writtenLine = writtenLine;
  }

  /** The last record so far. */
  get last(): number {
    return this.#first + this.#count - 1;
  }

  add(index: number): void {
    this.#indexes[this.#count] = index;
    this.#count += 1;
  }

  repeat(index: number, record: number): void {
    this.repeats[index] = record;
  }

  areSame(index: number, record: number): boolean {
    const at = record - this.#first;
    const other = at < 0 ? this.#writtenLine(record) : lineOf(this.#block, this.#indexes[at] ?? 0);
    const [one, two] = [lineOf(this.#block, index), other].map(modelInputBytes);
    return one !== undefined && two !== undefined && Buffer.compare(one, two) === 0;
  }
}

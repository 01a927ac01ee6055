import { GrowingWords, hashId, newIdTable } from '../../engine/index.ts';
import { idBytes } from '../inputs/id-bytes.ts';

/** Where the line of a saved outcome stands. */
export interface SavedPlace {
  /** Number of its file, from 0. */
  readonly file: number;
  /** 0-based byte of its beginning. */
  readonly offset: number;
  /** Bytes of the line, its newline included. */
  readonly bytes: number;
}

/** What is known of a record that was tried again. */
export interface TriedRecord {
  /** The best of its outcomes so far. */
  readonly place: SavedPlace;
  /** How much that is worth. */
  readonly rank: number;
  /** How often it was tried again. */
  readonly times: number;
}

const WORDS = 3;
const MOST_EXPECTED = 2 ** 22;
/** How many times as much memory there is after growing. */
const GROWTH = 1.5;
const WORD = 2 ** 32;
const HALF = 2 ** 16;
const BYTE = 2 ** 8;
const LENGTH = 2 ** 30;
/** One for all: a hash is used as soon as it is made. */
const HASH = { first: 0, second: 0 };

/**
 * Knows of every record that was tried again where its best outcome stands. Exact: a hash only says where to look, and the ids
 * themselves are compared.
 *
 * Memory: 24 bytes for each record that was tried again where as many come as are expected, up to 60 where far fewer come.
 */
export class TriedTable {
  /** Positions count from 1 in it. */
  readonly #table = newIdTable();
  readonly #words: GrowingWords;
  readonly #idAt: (place: SavedPlace) => string;
  #count = 0;

  /**
   * @param expected Records there may be in the end.
   * @param idAt Reads the id of a saved outcome.
   */
  constructor(expected: number, idAt: (place: SavedPlace) => string) {
    this.#idAt = idAt;
    this.#words = new GrowingWords(WORDS * Math.min(expected, MOST_EXPECTED));
    this.#table.expect(expected);
  }

  /** Takes an outcome of a record; it takes the place of one before that is worth as much or less. */
  add(recordId: string, { place, rank }: Omit<TriedRecord, 'times'>): void {
    const there = this.#positionOf(recordId);
    if (there === undefined) {
      this.#table.put(this.#count + 1);
      this.#set(this.#count, { place, rank, times: 1 });
      this.#count += 1;
      return;
    }
    const before = this.#at(there);
    const times = Math.min(BYTE - 1, before.times + 1);
    this.#set(there, rank >= before.rank ? { place, rank, times } : { ...before, times });
  }

  /** Gives what is known of a record; undefined where it was not tried again. */
  find(recordId: string): TriedRecord | undefined {
    const position = this.#positionOf(recordId);
    return position === undefined ? undefined : this.#at(position);
  }

  #positionOf(recordId: string): number | undefined {
    const { first, second } = hashId(idBytes(recordId), HASH);
    for (let there = this.#table.find(first, second); there !== 0; there = this.#table.next()) {
      if (this.#idAt(this.#at(there - 1).place) === recordId) return there - 1;
    }
    return undefined;
  }

  /** Three words: the lower part of the offset; file, times and upper part; how much it is worth and the length. */
  #set(position: number, { place, rank, times }: TriedRecord): void {
    const { file, offset, bytes } = place;
    if (file >= HALF || offset >= BYTE * WORD || bytes >= LENGTH)
      throw new RangeError('The outcomes of retries stand in too many or too large files');
    const at = WORDS * position;
    if (at + WORDS > this.#words.words.length) this.#words.grow(Math.ceil(GROWTH * (at + WORDS)));
    const { words } = this.#words;
    words[at] = offset % WORD;
    words[at + 1] = file * HALF + times * BYTE + Math.floor(offset / WORD);
    words[at + 2] = rank * LENGTH + bytes;
  }

  #at(position: number): TriedRecord {
    const at = WORDS * position;
    const [low, middle, last] = [this.#word(at), this.#word(at + 1), this.#word(at + 2)];
    const offset = (middle % BYTE) * WORD + low;
    return {
      place: { file: Math.floor(middle / HALF), offset, bytes: last % LENGTH },
      rank: Math.floor(last / LENGTH),
      times: Math.floor(middle / BYTE) % BYTE,
    };
  }

  #word(at: number): number {
    return (this.#words.words[at] ?? 0) >>> 0;
  }
}

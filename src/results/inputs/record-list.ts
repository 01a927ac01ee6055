import { GrowingWords, type IdInBytes } from '../../engine/index.ts';

const FIRST_WORDS = 1 << 10;
const WORDS_A_RECORD = 2;
/** How many times as much memory there is after growing. */
const GROWTH = 1.5;
const WORD = 2 ** 32;
const WORD_BYTES = 4;

/** Where the line of a record stands among the lines of all that were added. */
export interface LineSpan {
  readonly offset: number;
  /** Its newline included. */
  readonly bytes: number;
}

/**
 * Remembers the ids of records and the places of their lines, in order.
 *
 * Of each record it keeps two words: where its id ends among all ids, and the lower half of the offset of its line.
 *
 * Memory: for each record the bytes of its id, and eight more.
 */
export class RecordList {
  readonly #ids = new GrowingWords(FIRST_WORDS);
  #idBytes = bytesOf(this.#ids);
  readonly #places = new GrowingWords(FIRST_WORDS);
  /** Where all ids end. */
  #idEnd = 0;
  #count = 0;
  /** Where all lines end. */
  #bytes = 0;
  #longest = 0;
  /** The first record whose line begins behind each multiple of 4 GiB: the upper halves of the offsets. */
  readonly #highs: number[] = [];

  get count(): number {
    return this.#count;
  }

  /** Bytes of all lines. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Bytes of the longest line. */
  get longest(): number {
    return this.#longest;
  }

  /** @param lineBytes Of its line, its newline included. */
  add({ bytes, start, end }: IdInBytes, lineBytes: number): void {
    this.#reserve(end - start);
    // ids are short: a loop takes less than a call
    for (let at = start; at < end; at += 1) {
      this.#idBytes[this.#idEnd] = bytes[at] as number;
      this.#idEnd += 1;
    }
    const at = WORDS_A_RECORD * this.#count;
    const { words } = this.#places;
    words[at] = this.#idEnd;
    words[at + 1] = this.#bytes % WORD;
    while (this.#highs.length < Math.floor(this.#bytes / WORD)) this.#highs.push(this.#count);
    this.#count += 1;
    this.#bytes += lineBytes;
    if (lineBytes > this.#longest) this.#longest = lineBytes;
  }

  /** Tells whether a record has an id. */
  isAt(position: number, { bytes, start, end }: IdInBytes): boolean {
    const own = this.#idStart(position);
    const length = end - start;
    if (this.#word(WORDS_A_RECORD * position) - own !== length) return false;
    for (let index = 0; index < length; index += 1) {
      if (this.#idBytes[own + index] !== bytes[start + index]) return false;
    }
    return true;
  }

  /** Gives the id of a record; the bytes are valid until the next one is added. */
  idAt(position: number): Uint8Array {
    return this.#idBytes.subarray(this.#idStart(position), this.#word(WORDS_A_RECORD * position));
  }

  lineAt(position: number): LineSpan {
    const offset = this.#offset(position);
    const end = position + 1 === this.#count ? this.#bytes : this.#offset(position + 1);
    return { offset, bytes: end - offset };
  }

  #idStart(position: number): number {
    return position === 0 ? 0 : this.#word(WORDS_A_RECORD * (position - 1));
  }

  #offset(position: number): number {
    let high = 0;
    while (position >= (this.#highs[high] ?? Infinity)) high += 1;
    return high * WORD + this.#word(WORDS_A_RECORD * position + 1);
  }

  #word(at: number): number {
    return (this.#places.words[at] ?? 0) >>> 0;
  }

  #reserve(idBytes: number): void {
    const places = WORDS_A_RECORD * (this.#count + 1);
    if (places > this.#places.words.length) this.#places.grow(Math.ceil(GROWTH * places));
    const ids = this.#idEnd + idBytes;
    if (ids <= this.#idBytes.length) return;
    if (ids >= WORD) throw new RangeError('The ids of a job take more memory than there is');
    this.#ids.grow(Math.ceil((GROWTH * ids) / WORD_BYTES));
    this.#idBytes = bytesOf(this.#ids);
  }
}

function bytesOf({ words }: GrowingWords): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}

import { withoutSeparators } from '../../core/index.ts';
import type { LineEngine, Verdicts } from './line-engine.ts';
import { READ_BYTES } from './lines-of-reads.ts';

/** Gets the lines of a block, whose views are valid until it returns. */
export type TakeBlock = (block: Verdicts) => void;

const NOTHING = Buffer.alloc(0);
/** Those that are made stand in blocks of their own, and each block costs as much as looking at some lines. */
const LEAST_MADE_BYTES = 128 * 1024;
/** UTF-8 has at most this many bytes for one UTF-16 unit. */
const BYTES_PER_UNIT = 3;
/** What {@link withoutSeparators} escapes, as bytes. */
const SEPARATORS = ['\u0085', '\u2028', '\u2029'].map((character) => Buffer.from(character));

/**
 * Puts lines that a program makes into an engine, many at a time, and gives on what the engine says of them.
 *
 * Memory: the engine's, which holds one read of short lines and twice the longest one.
 */
export class LineFeed {
  readonly #engine: LineEngine;
  readonly #take: TakeBlock;
  /** The engine's memory for the next bytes; empty where it has to be asked for. */
  #room: Buffer = NOTHING;
  #filled = 0;
  #areMade = false;
  /** Where text begins in which nobody has looked for separators yet; it goes up to the end of what is filled. */
  #textFrom = 0;

  constructor(engine: LineEngine, take: TakeBlock) {
    this.#engine = engine;
    this.#take = take;
  }

  /** Takes bytes, of which lines end with a newline. */
  write(bytes: Uint8Array): void {
    this.#expectMade(false);
    this.#put(bytes);
  }

  /** Takes whole lines of which {@link LineEngine.expectMade} holds; a few of them are not worth to be known as that. */
  writeMade(bytes: Uint8Array): void {
    this.#expectMade(bytes.length >= LEAST_MADE_BYTES);
    this.#put(bytes);
  }

  #put(bytes: Uint8Array): void {
    this.#escapeSeparators();
    for (let from = 0; from < bytes.length; ) {
      if (this.#filled === this.#room.length) this.#nextRoom();
      const piece = bytes.subarray(from, from + this.#room.length - this.#filled);
      this.#room.set(piece, this.#filled);
      this.#filled += piece.length;
      this.#textFrom = this.#filled;
      from += piece.length;
    }
  }

  /**
   * Takes lines as JSON text, which has no half of a surrogate pair. U+0085, U+2028 and U+2029 become escapes, as
   * {@link withoutSeparators} writes them: bytes are searched for them, of many lines at once.
   */
  writeText(text: string): void {
    const most = BYTES_PER_UNIT * text.length;
    if (most > READ_BYTES) return this.write(Buffer.from(withoutSeparators(text)));
    this.#expectMade(false);
    if (most > this.#room.length - this.#filled) this.#nextRoom();
    this.#filled += this.#room.write(text, this.#filled);
  }

  /** Gives on all lines that are not given on yet. */
  flush(): void {
    this.#escapeSeparators();
    const filled = this.#filled;
    if (filled === 0) return;
    this.#room = NOTHING;
    this.#filled = 0;
    this.#textFrom = 0;
    const block = this.#engine.push(filled);
    if (block.count > 0) this.#take(block);
  }

  #escapeSeparators(): void {
    const text = this.#room.subarray(this.#textFrom, this.#filled);
    const [from, isWhole] = [this.#textFrom, !SEPARATORS.some((one) => text.includes(one))];
    this.#textFrom = this.#filled;
    if (isWhole) return;
    const escaped = Buffer.from(withoutSeparators(text.toString()));
    this.#filled = from;
    this.#textFrom = from;
    this.#put(escaped);
  }

  #expectMade(areMade: boolean): void {
    if (this.#areMade === areMade) return;
    this.flush();
    this.#areMade = areMade;
    this.#engine.expectMade?.(areMade);
  }

  #nextRoom(): void {
    this.flush();
    const { buffer, byteOffset, length } = this.#engine.room(READ_BYTES);
    this.#room = Buffer.from(buffer, byteOffset, length);
  }
}

import type { LineEngine, Verdicts } from './line-engine.ts';
import { READ_BYTES } from './lines-of-reads.ts';

/** Gets the lines of a block, whose views are valid until it returns. */
export type TakeBlock = (block: Verdicts) => void;

const NOTHING = Buffer.alloc(0);
/** UTF-8 has at most this many bytes for one UTF-16 unit. */
const BYTES_PER_UNIT = 3;

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

  constructor(engine: LineEngine, take: TakeBlock) {
    this.#engine = engine;
    this.#take = take;
  }

  /** Takes bytes, of which lines end with a newline. */
  write(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      if (this.#filled === this.#room.length) this.#nextRoom();
      const piece = bytes.subarray(from, from + this.#room.length - this.#filled);
      this.#room.set(piece, this.#filled);
      this.#filled += piece.length;
      from += piece.length;
    }
  }

  /** Takes a text, which has no half of a surrogate pair; gives how many bytes it has. */
  writeText(text: string): number {
    const most = BYTES_PER_UNIT * text.length;
    if (most > READ_BYTES) {
      const bytes = Buffer.from(text);
      this.write(bytes);
      return bytes.length;
    }
    if (most > this.#room.length - this.#filled) this.#nextRoom();
    const written = this.#room.write(text, this.#filled);
    this.#filled += written;
    return written;
  }

  /** Gives on all lines that are not given on yet. */
  flush(): void {
    if (this.#filled === 0) return;
    const filled = this.#filled;
    this.#room = NOTHING;
    this.#filled = 0;
    const block = this.#engine.push(filled);
    if (block.count > 0) this.#take(block);
  }

  #nextRoom(): void {
    this.flush();
    const { buffer, byteOffset, length } = this.#engine.room(READ_BYTES);
    this.#room = Buffer.from(buffer, byteOffset, length);
  }
}

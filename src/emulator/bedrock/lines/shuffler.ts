import type { Random } from './random.ts';

const WINDOW_LINES = 1000;
const WINDOW_BYTES = 8 << 20;

/**
 * Brings lines out of their order.
 *
 * Memory: a window of 1,000 lines or 8 MiB, whichever is less, and one line. Up to that size every order may come out;
 * of more lines one can come late by any distance, and early by no more than the window.
 */
export class Shuffler {
  readonly #random: Random;
  readonly #window: Uint8Array[] = [];
  #bytes = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Takes a line and gives those that leave the window for it. */
  push(line: Uint8Array): readonly Uint8Array[] {
    this.#window.push(line);
    this.#bytes += line.length;
    const leaving: Uint8Array[] = [];
    while (this.#window.length > WINDOW_LINES || this.#bytes > WINDOW_BYTES)
      leaving.push(this.#draw());
    return leaving;
  }

  /** Gives all that is left. */
  finish(): readonly Uint8Array[] {
    const leaving: Uint8Array[] = [];
    while (this.#window.length > 0) leaving.push(this.#draw());
    return leaving;
  }

  #draw(): Uint8Array {
    const index = this.#random(this.#window.length);
    const last = this.#window.pop() as Uint8Array;
    const drawn = this.#window[index] ?? last;
    if (drawn !== last) this.#window[index] = last;
    this.#bytes -= drawn.length;
    return drawn;
  }
}

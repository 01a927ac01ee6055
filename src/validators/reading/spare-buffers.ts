/** Blocks of one file need about the same, and none should need a bit more than it gets. */
const STEP_BYTES = 1 << 14;
const MOST_BYTES = 1 << 23;

/**
 * Buffers that are used again: what is left to the collector for each block would lie about by the dozen before it comes.
 *
 * Memory: what was given back, 8 MiB at most.
 */
export class SpareBuffers {
  readonly #spares: ArrayBuffer[] = [];
  #bytes = 0;

  /** Gives a buffer of at least so many bytes, with whatever is in it. */
  take(bytes: number): ArrayBuffer {
    const fitting = this.#spares.findIndex(({ byteLength }) => byteLength >= bytes);
    if (fitting !== -1) return this.#remove(fitting, 1)[0] as ArrayBuffer;
    this.#remove(-1, 1); // too small for what is in the file now
    return new ArrayBuffer(STEP_BYTES * Math.ceil(bytes / STEP_BYTES));
  }

  /** Gives up to so many buffers away, such as to another thread. */
  takeSome(most: number): ArrayBuffer[] {
    return this.#remove(0, most);
  }

  give(buffers: Iterable<ArrayBuffer>): void {
    for (const buffer of buffers) {
      if (this.#bytes + buffer.byteLength > MOST_BYTES) return;
      this.#bytes += buffer.byteLength;
      this.#spares.push(buffer);
    }
  }

  #remove(from: number, most: number): ArrayBuffer[] {
    const removed = this.#spares.splice(from, most);
    for (const { byteLength } of removed) this.#bytes -= byteLength;
    return removed;
  }
}

/** Blocks of one file need about the same, and none should need a bit more than it gets. */
const STEP_BYTES = 1 << 14;

/**
 * Buffers that are used again: what is left to the collector for each block would lie about by the dozen before it comes.
 *
 * Memory: what was given back.
 */
export class SpareBuffers {
  readonly #spares: ArrayBuffer[] = [];

  /** Gives a buffer of at least so many bytes, with whatever is in it. */
  take(bytes: number): ArrayBuffer {
    const fitting = this.#spares.findIndex(({ byteLength }) => byteLength >= bytes);
    if (fitting !== -1) return this.#spares.splice(fitting, 1)[0] as ArrayBuffer;
    this.#spares.pop(); // too small for what is in the file now
    return new ArrayBuffer(STEP_BYTES * Math.ceil(bytes / STEP_BYTES));
  }

  /** Gives up to so many buffers away, such as to another thread. */
  takeSome(most: number): ArrayBuffer[] {
    return this.#spares.splice(0, most);
  }

  give(buffers: Iterable<ArrayBuffer>): void {
    this.#spares.push(...buffers);
  }
}

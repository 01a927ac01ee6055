/**
 * Buffers of one size that are used again: what is allocated and left to the collector for each part of an upload doubles
 * its memory.
 */
export class BufferPool {
  readonly #bytes: number;
  readonly #spare: Uint8Array[] = [];

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** Gives a buffer of at least `bytes`, with whatever is in it. */
  take(bytes: number): Uint8Array {
    const spare = bytes <= this.#bytes ? this.#spare.pop() : undefined;
    return spare ?? Buffer.allocUnsafeSlow(Math.max(bytes, this.#bytes));
  }

  /** Takes back a buffer, or any view of one, that nobody looks at any more. */
  give(view: Uint8Array): void {
    if (view.buffer.byteLength === this.#bytes) this.#spare.push(new Uint8Array(view.buffer));
  }
}

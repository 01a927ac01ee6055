/**
 * Buffers of one size that are used again: what is allocated and left to the collector for each part of an upload doubles
 * its memory.
 */
export class BufferPool {
  readonly #bytes: number;
  readonly #spare: Uint8Array<ArrayBuffer>[] = [];

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
    const { buffer } = view;
    if (buffer.byteLength === this.#bytes && buffer instanceof ArrayBuffer)
      this.#spare.push(new Uint8Array(buffer));
  }

  /**
   * Gives back the memory of all buffers that were given back, so that the system has it in the next turn: the collector may look at it hours later, for whoever
   * has uploaded waits for jobs next, and makes next to no garbage.
   */
  drop(): void {
    if (this.#spare.length === 0) return;
    const { port1, port2 } = new MessageChannel();
    // what is sent belongs to whoever gets it, and nobody does
    port1.postMessage(
      undefined,
      this.#spare.splice(0).map(({ buffer }) => buffer),
    );
    port2.close();
  }
}

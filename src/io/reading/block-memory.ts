/** Memory of blocks that are read one after the other: a block that is given back before the next is taken is that next one. */
export class BlockMemory {
  #lent: ArrayBufferLike | undefined;
  #spare: Uint8Array | undefined;

  /** Gives memory of that size, with whatever is in it. */
  take(bytes: number): Uint8Array {
    const spare = this.#spare?.length === bytes ? this.#spare : undefined;
    const block = spare ?? Buffer.allocUnsafeSlow(bytes);
    this.#spare = undefined;
    this.#lent = block.buffer;
    return block;
  }

  /** Takes back the block that was given last, or a view of it, once nobody looks at it any more; other memory is left alone. */
  give({ buffer }: Uint8Array): void {
    if (buffer === this.#lent) this.#spare = new Uint8Array(buffer);
  }
}

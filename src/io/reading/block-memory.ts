/** One block is looked at while the next one is read. */
const MOST_LENT = 2;

/** Memory of blocks that are read one after the other: one that is given back is taken again. */
export class BlockMemory {
  readonly #lent: ArrayBufferLike[] = [];
  readonly #spares: Uint8Array[] = [];

  /** Gives memory of that size, with whatever is in it. */
  take(bytes: number): Uint8Array {
    const spare = this.#spares.pop();
    const block = spare?.length === bytes ? spare : Buffer.allocUnsafeSlow(bytes);
    this.#lent.push(block.buffer);
    if (this.#lent.length > MOST_LENT) this.#lent.shift();
    return block;
  }

  /** Takes back one of the two blocks that were given last, or a view of it, once nobody looks at it any more; other memory is left alone. */
  give({ buffer }: Uint8Array): void {
    const index = this.#lent.indexOf(buffer);
    if (index === -1) return;
    this.#lent.splice(index, 1);
    this.#spares.push(new Uint8Array(buffer));
  }
}

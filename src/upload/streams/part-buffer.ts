import type { BufferPool } from '../../io/index.ts';

const FIRST_BYTES = 1 << 16;

/**
 * Gathers the bytes of a part.
 *
 * Memory: that of a part; twice what there is, as long as that is less.
 */
export class PartBuffer {
  readonly #partBytes: number;
  readonly #pool: BufferPool;
  #bytes: Uint8Array = new Uint8Array();
  #filled = 0;
  /** How much memory is asked for next. */
  #next = FIRST_BYTES;

  /** @param pool Of buffers that have a part's size. */
  constructor(partBytes: number, pool: BufferPool) {
    this.#partBytes = partBytes;
    this.#pool = pool;
  }

  get filled(): number {
    return this.#filled;
  }

  get isFull(): boolean {
    return this.#filled === this.#partBytes;
  }

  /** Takes as many bytes as there is room for, and gives how many. */
  add(bytes: Uint8Array): number {
    if (bytes.length === 0) return 0;
    if (this.#filled === this.#bytes.length) this.#grow(this.#filled + bytes.length);
    const piece = bytes.subarray(0, this.#bytes.length - this.#filled);
    this.#bytes.set(piece, this.#filled);
    this.#filled += piece.length;
    return piece.length;
  }

  /** Gives the bytes, which are the caller's then, and begins anew. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#filled);
    this.#bytes = new Uint8Array();
    this.#filled = 0;
    return taken;
  }

  #grow(needed: number): void {
    const size = Math.min(this.#partBytes, Math.max(needed, this.#next));
    const grown =
      size === this.#partBytes
        ? this.#pool.take(size).subarray(0, size)
        : Buffer.allocUnsafeSlow(size);
    grown.set(this.#bytes.subarray(0, this.#filled));
    this.#bytes = grown;
    this.#next = 2 * size;
  }
}

/**
 * Remembers the last sizes of a job.
 *
 * Memory: `capacity` numbers.
 */
export class SizeTail {
  readonly #capacity: number;
  readonly #sizes: number[] = [];
  /** 0-based place of the oldest size, which the next one replaces once all places are taken. */
  #oldest = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  push(bytes: number): void {
    if (this.#sizes.length < this.#capacity) {
      this.#sizes.push(bytes);
    } else if (this.#capacity > 0) {
      this.#sizes[this.#oldest] = bytes;
      this.#oldest = (this.#oldest + 1) % this.#capacity;
    }
  }

  /** The sizes, oldest first. */
  inOrder(): number[] {
    return [...this.#sizes.slice(this.#oldest), ...this.#sizes.slice(0, this.#oldest)];
  }
}

import { rowKey } from './row-key.ts';

const FIRST_ROOM = 1024;

/**
 * Keeps the rows with the lowest keys of all it is shown: a sample that the seed and the rows' numbers alone decide.
 *
 * A heap with the highest key on top. Memory: 16 bytes for each row it keeps, and up to twice that while it grows.
 */
export class LowestRows {
  readonly #seed: number;
  readonly #most: number;
  #keys: Float64Array<ArrayBuffer>;
  #numbers: Float64Array<ArrayBuffer>;
  #count = 0;

  constructor(most: number, seed: number) {
    this.#most = most;
    this.#seed = seed;
    const room = Math.min(most, FIRST_ROOM);
    this.#keys = new Float64Array(room);
    this.#numbers = new Float64Array(room);
  }

  /** Shows it a row by its 1-based number; each comes once. */
  add(number: number): void {
    const key = rowKey(this.#seed, number);
    if (this.#count < this.#most) {
      this.#reserve();
      this.#count += 1;
      this.#rise(this.#count - 1, key, number);
    } else if (this.#isAbove(0, key, number)) {
      this.#sink(key, number);
    }
  }

  /** Gives the numbers that are kept, in their order. */
  sorted(): Float64Array {
    return this.#numbers.slice(0, this.#count).sort();
  }

  /** The number of the row with the highest key of as many as it was to keep; undefined where there were fewer, so that all are kept. */
  get highest(): number | undefined {
    return this.#count < this.#most ? undefined : this.#numbers[0];
  }

  /** Tells whether what stands at a place is above a row; the number decides between equal keys. */
  #isAbove(place: number, key: number, number: number): boolean {
    const there = this.#keys[place] as number;
    return there > key || (there === key && (this.#numbers[place] as number) > number);
  }

  #rise(from: number, key: number, number: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >>> 1;
      if (this.#isAbove(parent, key, number)) break;
      this.#move(parent, place);
      place = parent;
    }
    this.#put(place, key, number);
  }

  /** Puts a row in place of the topmost one, below all that are above it. */
  #sink(key: number, number: number): void {
    let place = 0;
    for (;;) {
      const child = this.#higherChild(place);
      if (child >= this.#count || !this.#isAbove(child, key, number)) break;
      this.#move(child, place);
      place = child;
    }
    this.#put(place, key, number);
  }

  #higherChild(place: number): number {
    const left = 2 * place + 1;
    const right = left + 1;
    if (right >= this.#count) return left;
    const [key, number] = [this.#keys[left] as number, this.#numbers[left] as number];
    return this.#isAbove(right, key, number) ? right : left;
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#keys[from] as number, this.#numbers[from] as number);
  }

  #put(place: number, key: number, number: number): void {
    this.#keys[place] = key;
    this.#numbers[place] = number;
  }

  #reserve(): void {
    if (this.#count < this.#keys.length) return;
    const room = Math.min(this.#most, 2 * this.#keys.length);
    this.#keys = grown(this.#keys, room);
    this.#numbers = grown(this.#numbers, room);
  }
}

function grown(array: Float64Array, room: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(room);
  larger.set(array);
  return larger;
}

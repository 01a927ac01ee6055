import { hasId } from '../lines/line-engine.ts';
import { type HashedLines, type IdTable, requirePosition } from './id-table.ts';

/** Bits of the second word of a hash that a key has room for beside the first one. */
const SECOND_BITS = 21;
const WORD_BITS = 32;
/** Bits of the first word that tell the maps apart. */
const MAP_BITS = 6;

/**
 * The table for runtimes that have nothing faster: true by construction.
 *
 * Memory: some 130 bytes for each position.
 */
export class MapIdTable implements IdTable {
  /** Several, because one ends at 16.7 million. */
  readonly #maps = Array.from({ length: 2 ** MAP_BITS }, () => new Map<number, number[]>());
  #lines: HashedLines | undefined;
  /** What is looked for, and how many of its positions were given. */
  #key = 0;
  #given = 0;

  /** A map makes its room by itself. */
  expect(): void {}

  take(lines: HashedLines): void {
    this.#lines = lines;
  }

  addNew([from, to]: readonly [number, number], position: number): number {
    const { idHashes, verdict } = this.#lines ?? {};
    const said = verdict?.[from];
    if (!hasId(said)) return from;
    let index = from;
    for (; index < to && verdict?.[index] === said; index += 1) {
      if (this.find(idHashes?.[2 * index] ?? 0, idHashes?.[2 * index + 1] ?? 0) !== 0) break;
      this.put(position + index - from);
    }
    return index;
  }

  find(first: number, second: number): number {
    this.#key = keyOf(first, second);
    this.#given = 0;
    return this.next();
  }

  next(): number {
    const position = this.#mapOf(this.#key)?.get(this.#key)?.[this.#given] ?? 0;
    this.#given += 1;
    return position;
  }

  put(position: number): void {
    requirePosition(position);
    const map = this.#mapOf(this.#key);
    const there = map?.get(this.#key);
    if (there === undefined) map?.set(this.#key, [position]);
    else there.push(position);
  }

  #mapOf(key: number): Map<number, number[]> | undefined {
    return this.#maps[Math.floor(key / 2 ** (SECOND_BITS + WORD_BITS - MAP_BITS))];
  }

  isHashHere(first: number, second: number): boolean {
    return keyOf(first, second) === this.#key;
  }
}

function keyOf(first: number, second: number): number {
  return first * 2 ** SECOND_BITS + (second >>> (WORD_BITS - SECOND_BITS));
}

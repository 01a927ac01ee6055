import type { WasmMemory } from '../../core/index.ts';
import { READ_BYTES } from '../lines/lines-of-reads.ts';
import type { SimdExports } from '../wasm/simd-module.ts';
import { type HashedLines, type IdTable, requirePosition } from './id-table.ts';

/** No read has more lines than bytes. */
const MOST_LINES = READ_BYTES;

/**
 * A hash table in the memory of a WebAssembly instance, the only one of JavaScript that grows where it stands.
 *
 * Memory: 11 bytes for each position where as many came as were expected, up to 22 where nothing was and up to 43 where far fewer came.
 * At most 400 million positions fit.
 */
export class SimdIdTable implements IdTable {
  readonly #simd: SimdExports;
  readonly #hashesAt: number;
  #input: Input;
  #taken = 0;

  constructor(simd: SimdExports) {
    this.#simd = simd;
    this.#hashesAt = simd.startIds(MOST_LINES);
    this.#input = inputIn(simd.memory, this.#hashesAt);
  }

  /** Memory of the slots. */
  get bytes(): number {
    return this.#simd.bytesOfIds();
  }

  expect(positions: number): void {
    this.#simd.expectIds(positions);
  }

  take({ idHashes, verdict, count }: HashedLines): void {
    this.#taken = Math.min(count, MOST_LINES);
    const { memory } = this.#simd;
    if (this.#input.hashes.buffer !== memory.buffer) this.#input = inputIn(memory, this.#hashesAt);
    this.#input.hashes.set(idHashes.subarray(0, 2 * this.#taken));
    this.#input.verdicts.set(verdict.subarray(0, this.#taken));
    this.#simd.touchIds(this.#taken);
  }

  addNew([from, to]: readonly [number, number], position: number): number {
    const end = Math.min(to, this.#taken);
    if (end <= from) return from;
    requirePosition(position + end - from - 1);
    return orNoMemory(() => this.#simd.addNewIds(from, end, position));
  }

  find(first: number, second: number): number {
    return this.#simd.findId(first, second) >>> 0;
  }

  next(): number {
    return this.#simd.nextId() >>> 0;
  }

  put(position: number): void {
    requirePosition(position);
    orNoMemory(() => this.#simd.putId(position));
  }

  isHashHere(first: number, second: number): boolean {
    return this.#simd.isIdHere(first, second) !== 0;
  }
}

/** @throws {RangeError} where the table cannot grow: the only thing that it stops at. */
function orNoMemory<Value>(act: () => Value): Value {
  try {
    return act();
  } catch (cause) {
    throw new RangeError('There is no memory for more ids: validate the files in several calls', {
      cause,
    });
  }
}

/** Views of where lines are written for the table; others once the memory grew. */
interface Input {
  readonly hashes: Uint32Array;
  readonly verdicts: Uint8Array;
}

function inputIn({ buffer }: WasmMemory, hashesAt: number): Input {
  return {
    hashes: new Uint32Array(buffer, hashesAt, 2 * MOST_LINES),
    verdicts: new Uint8Array(buffer, hashesAt + 8 * MOST_LINES, MOST_LINES),
  };
}

import { NEWLINE, reserveMemory } from '../../core/index.ts';
import { align } from './align.ts';
import type { SimdExports } from './simd-module.ts';

/** The scanner looks at up to 200 bytes behind the last newline; they are never taken for text. */
const SLACK = 256;

/** The memory of an engine for lines that has what it was given first, and blocks of lines behind it. */
export class LinesMemory {
  readonly #simd: SimdExports;
  /** Where a block begins. */
  readonly linesAt: number;
  /** All of it; another one after `take`. */
  bytes: Buffer;

  constructor(simd: SimdExports, linesAt: number) {
    this.#simd = simd;
    this.linesAt = align(linesAt);
    this.bytes = reserveMemory(simd.memory, this.linesAt + SLACK);
  }

  /** Copies a block into the memory; a newline ends it, also where its last line has none. Gives the address behind it. */
  take(block: Uint8Array): number {
    const end = this.linesAt + block.length + 1;
    if (this.bytes.length < end + SLACK)
      this.bytes = reserveMemory(this.#simd.memory, end + block.length + SLACK);
    this.bytes.set(block, this.linesAt);
    this.bytes[end - 1] = NEWLINE;
    return block.at(-1) === NEWLINE ? end - 1 : end;
  }
}

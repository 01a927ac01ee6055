import type { Verdicts } from '../../engine/index.ts';
import { type PackedVerdicts, packedBytes, packVerdicts } from './packed-verdicts.ts';
import type { SpareBuffers } from './spare-buffers.ts';

/** As much as an engine reads at once: what takes more says more of its lines than stands in them. */
const MOST_BLOCK_BYTES = 1 << 18;

/**
 * The packed verdicts on the lines of a span, as long as they take less than the lines do.
 *
 * Memory: of a span's bytes at most as many, and nothing for blocks without a line, of which a long line has thousands.
 */
export class PackedSpan {
  readonly #spares: SpareBuffers;
  readonly #blocks: PackedVerdicts[] = [];

  constructor(spares: SpareBuffers) {
    this.#spares = spares;
  }

  get blocks(): readonly PackedVerdicts[] {
    return this.#blocks;
  }

  /** Copies a block; false where its lines are so short that they are not worth keeping verdicts on: then nothing is kept. */
  add(block: Verdicts): boolean {
    if (block.count === 0) return true;
    if (packedBytes(block.count) > MOST_BLOCK_BYTES) {
      this.discard();
      return false;
    }
    this.#blocks.push(packVerdicts(block, this.#spares));
    return true;
  }

  discard(): void {
    this.#spares.give(this.#blocks.splice(0).map(({ buffer }) => buffer));
  }
}

import type { Verdicts } from '../../engine/index.ts';
import { READ_BYTES } from '../../engine/index.ts';
import { type PackedVerdicts, packedBytes, VerdictPack } from './packed-verdicts.ts';
import type { SpareBuffers } from './spare-buffers.ts';

/** As much as an engine reads at once: what takes more says more of its lines than stands in them. */
const MOST_BLOCK_BYTES = READ_BYTES;

/**
 * The packed verdicts on the lines of a span, as long as they take less than the lines do.
 *
 * Memory: of a span's bytes at most as many, and nothing for blocks without a line, of which a long line has thousands.
 */
export class PackedSpan {
  readonly #spares: SpareBuffers;
  readonly #packs: VerdictPack[] = [];

  constructor(spares: SpareBuffers) {
    this.#spares = spares;
  }

  /** Plain data, as a message takes it. */
  get packs(): readonly PackedVerdicts[] {
    return this.#packs.map(({ count, buffer }) => ({ count, buffer }));
  }

  /** Copies a block; false where its lines are so short that they are not worth keeping verdicts on: then nothing is kept. */
  add(block: Verdicts): boolean {
    if (block.count === 0) return true;
    if (packedBytes(block.count) > MOST_BLOCK_BYTES) {
      this.discard();
      return false;
    }
    if (this.#packs.at(-1)?.add(block) !== true) {
      this.#packs.push(new VerdictPack(block, this.#spares));
    }
    return true;
  }

  discard(): void {
    this.#spares.give(this.#packs.splice(0).map(({ buffer }) => buffer));
  }
}

import type { Block } from '../../engine/index.ts';
import { NO_REPEAT } from './distinct-inputs.ts';

/** Lines of a block, and the indexes that they have in it. */
interface SomeLines {
  readonly lines: Block;
  readonly indexes: Uint32Array;
}

/** Puts the lines of a block that are no repeats one behind the other. Memory: the bytes of a block. */
export class KeptLines {
  #bytes = Buffer.alloc(0);

  /** @returns Lines whose bytes are valid until the next call. */
  of({ bytes, ends, count }: Block, repeats: Uint32Array): SomeLines {
    if (this.#bytes.length < bytes.length) this.#bytes = Buffer.allocUnsafeSlow(bytes.length);
    const from = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const kept = { ends: new Uint32Array(count), indexes: new Uint32Array(count) };
    let [filled, lines, copied] = [0, 0, 0];
    for (let index = 0; index < count; index += 1) {
      const [start, end] = [index === 0 ? 0 : (ends[index - 1] ?? 0), ends[index] ?? 0];
      if (repeats[index] === NO_REPEAT) {
        kept.ends[lines] = filled + end - copied;
        kept.indexes[lines] = index;
        lines += 1;
        continue;
      }
      from.copy(this.#bytes, filled, copied, start);
      filled += start - copied;
      copied = end;
    }
    from.copy(this.#bytes, filled, copied);
    filled += bytes.length - copied;
    const block = { bytes: this.#bytes.subarray(0, filled), ends: kept.ends, count: lines };
    return { lines: block, indexes: kept.indexes };
  }
}

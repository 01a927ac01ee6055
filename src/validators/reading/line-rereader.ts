import { KEPT_OF_TOO_LONG, type Verdicts } from '../../engine/index.ts';
import type { FileReader } from '../../io/index.ts';
import { type PackedVerdicts, unpackVerdicts, type VerdictsAlone } from './packed-verdicts.ts';

/**
 * Reads lines again of which only verdicts are there, once somebody wants to see them: those that were accepted nobody does.
 *
 * Memory: one buffer of the largest block that was asked for.
 */
export class LineRereader {
  readonly #reader: FileReader;
  #buffer: Uint8Array = new Uint8Array();

  constructor(reader: FileReader) {
    this.#reader = reader;
  }

  /** Makes a block of verdicts whose bytes are read when they are asked for; valid until the next block's are. */
  blockOf(packed: PackedVerdicts): Verdicts {
    const verdicts = unpackVerdicts(packed);
    let bytes: Uint8Array | undefined;
    const read = () => this.#read(verdicts);
    return {
      ...verdicts,
      get bytes(): Uint8Array {
        bytes ??= read();
        return bytes;
      },
    };
  }

  /** Gives the bytes as the engine had them: without what it dropped of lines that are too long. */
  #read({ count, ends, offsets }: VerdictsAlone): Uint8Array {
    const bytes = this.#room(ends[count - 1] ?? 0);
    let done = 0;
    let position = offsets[0] ?? 0;
    for (let index = 0; index < count; index += 1) {
      const start = ends[index - 1] ?? 0;
      const length = (offsets[index + 1] ?? 0) - (offsets[index] ?? 0);
      const dropped = length - ((ends[index] ?? 0) - start);
      if (dropped === 0) continue;
      const cut = start + KEPT_OF_TOO_LONG;
      this.#fill(bytes.subarray(done, cut), position);
      position += cut - done + dropped;
      done = cut;
    }
    this.#fill(bytes.subarray(done), position);
    return bytes;
  }

  #room(bytes: number): Uint8Array {
    if (this.#buffer.length < bytes) this.#buffer = Buffer.allocUnsafeSlow(bytes);
    return this.#buffer.subarray(0, bytes);
  }

  #fill(bytes: Uint8Array, position: number): void {
    let filled = 0;
    while (filled < bytes.length) {
      const read = this.#reader.readAt(bytes.subarray(filled), position + filled);
      if (read === 0) break;
      filled += read;
    }
    bytes.fill(0, filled); // of a file that was cut meanwhile nothing is left of other lines
  }
}

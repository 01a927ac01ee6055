import type { VerifiedFile } from '../../io/index.ts';

/**
 * A file in the shape of the bytes that lib-storage cuts into parts.
 *
 * lib-storage asks a Uint8Array for its `byteLength` and takes each part by `subarray()` when its turn has come; nothing
 * else is read of it. A stream instead would be collected and copied part by part, at twice the memory.
 */
export class FileBytes extends Uint8Array {
  readonly #file: VerifiedFile;
  readonly #bytes: number;

  constructor(file: VerifiedFile, bytes: number) {
    super(0);
    this.#file = file;
    this.#bytes = bytes;
    Object.defineProperty(this, 'byteLength', { value: bytes });
  }

  override subarray(from: number = 0, to: number = this.#bytes): Uint8Array<ArrayBuffer> {
    return this.#file.part(from, to) as Uint8Array<ArrayBuffer>;
  }
}

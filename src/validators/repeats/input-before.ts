import { modelInputBytes } from '../record/model-input-bytes.ts';

const FIRST_BYTES = 1 << 12;

/** Keeps the model input of the record before. Memory: twice the longest one. */
export class InputBefore {
  #buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #bytes: number | undefined;

  /** Tells whether a record has the very model input of the one before, and keeps its own. */
  isRepeatedBy(line: Uint8Array): boolean {
    const input = modelInputBytes(line);
    const isSame = input !== undefined && this.#isKept(input);
    if (!isSame) this.#keep(input);
    return isSame;
  }

  #isKept(input: Uint8Array): boolean {
    if (input.length !== this.#bytes) return false;
    return Buffer.compare(this.#buffer.subarray(0, this.#bytes), input) === 0;
  }

  #keep(input: Uint8Array | undefined): void {
    this.#bytes = input?.length;
    if (input === undefined) return;
    if (input.length > this.#buffer.length) {
      this.#buffer = Buffer.allocUnsafeSlow(2 * input.length);
    }
    this.#buffer.set(input);
  }
}

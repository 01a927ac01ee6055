import { openSpool, type Spool } from './spool.ts';

/**
 * Keeps texts by their numbers in a file that no one else sees and that is gone with the process, or in memory where no folder is named: they
 * come in any order and are asked for in any order.
 *
 * Memory: twelve bytes for each number, whether it has a text or not, and 256 KiB; the texts without a folder.
 */
export class TextSpool {
  readonly #spool: Spool;
  /** Where each text begins. */
  readonly #starts: Float64Array;
  /** Bytes of each text and one more, so that 0 says that there is none. */
  readonly #sizes: Uint32Array;

  /**
   * @param folder Where the file is made.
   * @param name What messages call the file.
   * @param count The highest number.
   * @throws {DatasetError} `DATASET_WRITE`, here and wherever it writes.
   */
  constructor(folder: string | undefined, name: string, count: number) {
    this.#starts = new Float64Array(count + 1);
    this.#sizes = new Uint32Array(count + 1);
    this.#spool = openSpool(folder, name);
  }

  /** Keeps a text, in place of one that has its number. */
  put(number: number, text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    this.#starts[number] = this.#spool.bytes;
    this.#sizes[number] = bytes.length + 1;
    this.#spool.write(bytes);
  }

  /** Tells whether a number has a text. */
  has(number: number): boolean {
    return (this.#sizes[number] ?? 0) > 0;
  }

  /** Gives the text that has a number. */
  at(number: number): string | undefined {
    const size = this.#sizes[number] ?? 0;
    if (size === 0) return undefined;
    const bytes = Buffer.allocUnsafe(size - 1);
    const start = this.#starts[number] ?? 0;
    for (let done = 0; done < bytes.length; ) {
      const read = this.#spool.readAt(bytes.subarray(done), start + done);
      if (read === 0) throw new RangeError(`The text ${number} is gone from its spool`);
      done += read;
    }
    return bytes.toString('utf8');
  }

  close(): void {
    this.#spool.close();
  }
}

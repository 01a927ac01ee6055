const FIRST_BYTES = 1 << 16;

/** Bytes of one digest in `rows.digests`, the lowest first. */
export const DIGEST_BYTES = 8;

/** Gets rows one behind the other: the number of the first, and their digests, valid until it returns. */
export type GiveRows = (firstRow: number, digests: Buffer) => void;

/** Rows that stand one behind the other. */
interface Run {
  firstRow: number;
  count: number;
}

/**
 * Numbers and digests of rows whose records are not judged yet, in their order.
 *
 * Memory: eight bytes for each row that waits, and two numbers where they stand one behind the other.
 */
export class WaitingRows {
  #digests = Buffer.allocUnsafeSlow(FIRST_BYTES);
  /** Where the digests of rows that wait begin and end. */
  #start = 0;
  #end = 0;
  #runs: Run[] = [];

  /** Adds rows one behind the other, as many as there are digests. */
  add(firstRow: number, digests: Uint8Array): void {
    this.#makeRoom(digests.length);
    this.#digests.set(digests, this.#end);
    this.#end += digests.length;
    this.#addRun(firstRow, digests.length / DIGEST_BYTES);
  }

  /** Takes the next rows out, as long as there are any, and gives those that stand one behind the other together. */
  take(count: number, give: GiveRows): void {
    let left = count;
    let run = this.#runs[0];
    while (left > 0 && run !== undefined) {
      const rows = Math.min(left, run.count);
      const from = this.#start;
      this.#start += rows * DIGEST_BYTES;
      give(run.firstRow, this.#digests.subarray(from, this.#start));
      left -= rows;
      if (rows === run.count) this.#runs.shift();
      else this.#runs[0] = { firstRow: run.firstRow + rows, count: run.count - rows };
      run = this.#runs[0];
    }
    if (this.#start === this.#end) [this.#start, this.#end] = [0, 0];
  }

  #addRun(firstRow: number, count: number): void {
    const last = this.#runs.at(-1);
    if (last !== undefined && last.firstRow + last.count === firstRow) last.count += count;
    else this.#runs.push({ firstRow, count });
  }

  #makeRoom(bytes: number): void {
    if (this.#end + bytes <= this.#digests.length) return;
    const waiting = this.#digests.subarray(this.#start, this.#end);
    const isHalfEmpty = 2 * (waiting.length + bytes) <= this.#digests.length;
    const room = isHalfEmpty ? this.#digests : Buffer.allocUnsafeSlow(2 * (waiting.length + bytes));
    room.set(waiting);
    this.#digests = room;
    [this.#start, this.#end] = [0, waiting.length];
  }
}

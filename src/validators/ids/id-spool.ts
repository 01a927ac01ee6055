import { openSpool, type Spool } from '../../io/index.ts';
import type { LineMarks } from './line-marks.ts';

const NEWLINES = Buffer.alloc(64, '\n');
const NEWLINE = Buffer.from('\n');

/**
 * Keeps the ids of lines that cannot be read twice, as lines of JSON strings. What was not noted for a line is an empty line
 * here, unless a mark follows.
 *
 * Memory: 256 KiB where there is a folder for a file; else the ids, with 3 bytes for each.
 */
export class IdSpool {
  readonly #folder: string | undefined;
  readonly #marks: LineMarks;
  #spool: Spool | undefined;
  #position = 0;

  constructor(folder: string | undefined, marks: LineMarks) {
    this.#folder = folder;
    this.#marks = marks;
  }

  /** Adds the id of a line, as JSON in UTF-8; positions grow. */
  add(position: number, json: Uint8Array): void {
    this.#spool ??= openSpool(this.#folder);
    const isMarked = this.#marks.note(position, this.#spool.bytes);
    const skipped = isMarked ? 0 : position - this.#position - 1;
    if (skipped > 0) this.#spool.write(NEWLINES.subarray(0, skipped));
    this.#spool.write(json);
    this.#spool.write(NEWLINE);
    this.#position = position;
  }

  readAt(into: Uint8Array, position: number): number {
    return this.#spool?.readAt(into, position) ?? 0;
  }

  close(): void {
    this.#spool?.close();
    this.#spool = undefined;
  }
}

import { NEWLINE } from '../../core/index.ts';
import type { Verdicts } from '../../engine/index.ts';
import { openSpool, type Spool } from '../../io/index.ts';
import type { LineMarks } from './line-marks.ts';

const NEWLINES = Buffer.alloc(64, NEWLINE);
const LINE_END = Uint8Array.of(NEWLINE);
/** Bytes of ids that are gathered before they are written. */
const GATHERED_BYTES = 16 * 1024;
/** Bytes that are read again at once. */
const PIECE_BYTES = 1 << 16;
/** Bytes of the longest of them, with its quotes. */
const LONGEST_GATHERED = 64;

/**
 * Keeps the ids of lines that cannot be read twice, as lines of JSON strings. What was not noted for a line is an empty line
 * here, unless a mark follows.
 *
 * Memory: 256 KiB where there is a folder for a file; else the ids, with 3 bytes for each.
 */
export class IdSpool {
  readonly #folder: string | undefined;
  readonly #marks: LineMarks;
  readonly #gathered = new Uint8Array(GATHERED_BYTES);
  #filled = 0;
  #spool: Spool | undefined;
  #position = 0;

  constructor(folder: string | undefined, marks: LineMarks) {
    this.#folder = folder;
    this.#marks = marks;
  }

  /** Adds the id of a line, as JSON in UTF-8; positions grow. */
  add(position: number, json: Uint8Array): void {
    this.#spool ??= openSpool(this.#folder, 'ids');
    const isMarked = this.#marks.note(position, this.#spool.bytes);
    const skipped = isMarked ? 0 : position - this.#position - 1;
    if (skipped > 0) this.#spool.write(NEWLINES.subarray(0, skipped));
    this.#spool.write(json);
    this.#spool.write(LINE_END);
    this.#position = position;
  }

  /**
   * Adds the ids of accepted lines of a block that stand one behind the other; such ids have no escapes.
   *
   * @param span Their indexes, from the first one to before the last one.
   */
  addAll(position: number, block: Verdicts, [from, to]: readonly [number, number]): void {
    const { bytes, idStart, idEnd } = block;
    for (let index = from; index < to; index += 1) {
      const start = (idStart[index] ?? 0) - 1;
      const end = (idEnd[index] ?? 0) + 1;
      // the first one may stand behind lines that were not noted
      if (index === from || end - start > LONGEST_GATHERED) {
        this.#writeGathered();
        this.add(position + index - from, bytes.subarray(start, end));
      } else this.#gather(position + index - from, bytes, [start, end]);
    }
    this.#writeGathered();
  }

  /** Adds an id right behind the one before, byte by byte: a view of it would take longer. */
  #gather(position: number, bytes: Uint8Array, [start, end]: readonly [number, number]): void {
    if (this.#filled + LONGEST_GATHERED >= GATHERED_BYTES) this.#writeGathered();
    this.#marks.note(position, (this.#spool?.bytes ?? 0) + this.#filled);
    this.#position = position;
    const gathered = this.#gathered;
    let to = this.#filled;
    for (let at = start; at < end; at += 1) gathered[to++] = bytes[at] as number;
    gathered[to] = NEWLINE;
    this.#filled = to + 1;
  }

  #writeGathered(): void {
    if (this.#filled > 0) this.#spool?.write(this.#gathered.subarray(0, this.#filled));
    this.#filled = 0;
  }

  /** Gives all ids, as JSON in UTF-8, with their positions in their order. */
  each(give: (position: number, json: Uint8Array) => void): void {
    let position = 0;
    let mark = 0;
    for (const { json, offset } of this.#lines()) {
      const marked = this.#marks.at(mark);
      if (marked?.offset === offset) mark += 1;
      position = marked?.offset === offset ? marked.position : position + 1;
      if (json.length > 0) give(position, json);
    }
  }

  /** @yields Each line, valid until the next is asked for, with the offset where it begins. */
  *#lines(): Generator<{ readonly json: Uint8Array; readonly offset: number }, void> {
    const bytes = this.#spool?.bytes ?? 0;
    let piece = Buffer.alloc(0);
    for (let offset = 0, start = 0; offset < bytes; ) {
      const end = piece.indexOf(NEWLINE, start);
      if (end !== -1) {
        yield { json: piece.subarray(start, end), offset };
        offset += end + 1 - start;
        start = end + 1;
        continue;
      }
      // what has no end yet is read again, with as much behind it
      piece = Buffer.allocUnsafe(Math.max(PIECE_BYTES, 2 * (piece.length - start)));
      piece = piece.subarray(0, this.readAt(piece, offset));
      start = 0;
    }
  }

  readAt(into: Uint8Array, position: number): number {
    return this.#spool?.readAt(into, position) ?? 0;
  }

  close(): void {
    this.#spool?.close();
    this.#spool = undefined;
  }
}

import type { Verdicts } from '../engine/index.ts';
import { IdTable } from './id-table.ts';

/** Where a line stands: file by number, line 1-based. */
export interface IdPlace {
  readonly source: string;
  readonly line: number;
}

const LONGEST_IN_TABLE = 64;
const FIRST_BEYOND_ASCII = 0x80;

/**
 * Remembers every recordId with the place where it first stood. Exact.
 *
 * Memory: the id's length and about 10 bytes for each id of 1 to 64 ASCII characters; about 100 bytes more for others.
 */
export class IdIndex {
  readonly #table = new IdTable();
  /** Ids that are empty, long, or have other characters: no engine accepts them, so there are few. */
  readonly #others = new Map<string, number>();
  readonly #scratch = new Uint8Array(LONGEST_IN_TABLE);
  readonly #sources: string[] = [];
  /** Lines of all files before each file, so that one number names file and line. */
  readonly #linesBefore: number[] = [];
  #lines = 0;

  startFile(source: string): void {
    this.#sources.push(source);
    this.#linesBefore.push(this.#lines);
  }

  /** Remembers an id; gives the place where it stood before, if it did. */
  add(recordId: string, line: number): IdPlace | undefined {
    const length = this.#encode(recordId);
    const position = this.#position(line);
    if (length === undefined) return this.#place(this.#addOther(recordId, position));
    this.#table.read(this.#scratch);
    return this.#place(this.#table.add(0, length, position));
  }

  /** Remembers the id of an accepted line of a block: 1 to 64 ASCII characters. */
  addFrom(block: Verdicts, index: number, line: number): IdPlace | undefined {
    const { bytes, idStart, idEnd } = block;
    this.#table.read(bytes);
    const before = this.#table.add(idStart[index] ?? 0, idEnd[index] ?? 0, this.#position(line));
    return this.#place(before);
  }

  #position(line: number): number {
    const position = (this.#linesBefore.at(-1) ?? 0) + line;
    if (position > this.#lines) this.#lines = position;
    return position;
  }

  #addOther(recordId: string, position: number): number | undefined {
    const before = this.#others.get(recordId);
    if (before === undefined) this.#others.set(recordId, position);
    return before;
  }

  /** Writes an id of the table's alphabet into the scratch; undefined for any other. */
  #encode(recordId: string): number | undefined {
    const { length } = recordId;
    if (length === 0 || length > LONGEST_IN_TABLE) return undefined;
    for (let at = 0; at < length; at += 1) {
      const unit = recordId.charCodeAt(at);
      if (unit >= FIRST_BEYOND_ASCII) return undefined;
      this.#scratch[at] = unit;
    }
    return length;
  }

  #place(position: number | undefined): IdPlace | undefined {
    if (position === undefined) return undefined;
    let file = this.#linesBefore.length - 1;
    while (file > 0 && (this.#linesBefore[file] ?? 0) >= position) file -= 1;
    return { source: this.#sources[file] ?? '', line: position - (this.#linesBefore[file] ?? 0) };
  }
}

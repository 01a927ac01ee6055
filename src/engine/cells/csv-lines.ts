import { isUtf8 } from 'node:buffer';
import { NEWLINE, reserveMemory } from '../../core/index.ts';
import type { Block } from '../lines/line-engine.ts';
import { align } from '../wasm/align.ts';
import { type CellsExports, newCellsInstance } from '../wasm/cells-module.ts';
import type { CsvLinesOptions } from './csv-column.ts';
import { LONGEST_KEY, MemberTables, MOST_KEYS } from './member-tables.ts';

/** Blocks with longer lines are rare, and so not worth a larger memory. */
const MOST_BYTES = 8 << 20;
const TAPE_BYTES = 3 * 1024 * 1024;
const FIRST_ROWS = 1024 * 1024;
/** A row that may be longer is somebody else's. */
const MOST_ROW_BYTES = 64 << 20;
const WORD_BYTES = 4;
const ENTRY_BYTES = 2;
/** What is read behind the last newline, and written behind the last row. */
const SLACK = 256;
/** UTF-8 has at most three bytes for one UTF-16 unit. */
const BYTES_PER_UNIT = 3;

/** Why the module stopped: at the end, for want of room, or at a line that asks for a closer look. */
const FULL = 1;
const LOOK_CLOSER = 2;

/**
 * Writes lines of JSON as rows of CSV, by RFC 4180 with CRLF behind each, and makes no JavaScript value of them: one pass in WebAssembly.
 *
 * A line asks for a closer look where its row may be another one than that of the values that `JSON.parse` gives: it is no JSON or no object, has a key
 * with escapes or one that is wanted twice, half of a surrogate pair, a number that JavaScript writes in another way, or one of the odd keys.
 *
 * Memory: 4 MiB, of the largest block up to 8 MiB, and twice what is written before it is taken.
 */
export class CsvLines {
  readonly #cells: CellsExports;
  readonly #members: MemberTables;
  readonly #keysAt: number;
  readonly #tablesAt: number;
  readonly #linesAt: number;
  readonly #rowsAt: number;
  #memory: Buffer;
  /** Keys that the module was told. */
  #told = 0;
  #block: Block | undefined;
  /** Addresses of the end of the lines, of the next row, and of the end of what may be written. */
  #linesEnd = 0;
  #at: number;
  #end: number;

  /** Makes the writer; undefined where the runtime has no SIMD, or there are more or longer names than it can know. */
  static create(options: CsvLinesOptions): CsvLines | undefined {
    const members = new MemberTables(options);
    const cells = members.areAllKnown ? newCellsInstance() : undefined;
    if (cells === undefined) return undefined;
    cells.setRawCells(options.rawCells ? 1 : 0);
    return new CsvLines(cells, members);
  }

  private constructor(cells: CellsExports, members: MemberTables) {
    const { tables, inner, columns } = members;
    this.#cells = cells;
    this.#members = members;
    this.#keysAt = cells.heapStart();
    this.#tablesAt = align(this.#keysAt + MOST_KEYS * LONGEST_KEY);
    const valuesAt = align(this.#tablesAt + ENTRY_BYTES * (MOST_KEYS + 1) * tables.length);
    const innerAt = valuesAt + WORD_BYTES * inner.length;
    const columnsAt = align(innerAt + WORD_BYTES * inner.length);
    const tapeAt = align(columnsAt + columns.byteLength);
    this.#linesAt = align(tapeAt + TAPE_BYTES);
    this.#rowsAt = align(this.#linesAt + MOST_BYTES + SLACK);
    this.#at = this.#rowsAt;
    this.#end = this.#rowsAt + FIRST_ROWS;
    this.#memory = reserveMemory(cells.memory, this.#end + SLACK);
    const tableAt = (index: number) => this.#tablesAt + ENTRY_BYTES * (MOST_KEYS + 1) * index;
    const innerTables = inner.map((table) => (table === 0 ? 0 : tableAt(table)));
    this.#memory.set(bytesOf(Uint32Array.from(innerTables)), innerAt);
    this.#memory.set(bytesOf(columns), columnsAt);
    this.#tellMembers();
    cells.setTape(tapeAt, tapeAt + TAPE_BYTES);
    cells.setMembers(this.#tablesAt, valuesAt, inner.length);
    cells.setColumns(columnsAt, columns.length / 3);
  }

  /** Bytes that are written and not taken. */
  get length(): number {
    return this.#at - this.#rowsAt;
  }

  /** Takes a block; false where it is large or not UTF-8, and all of its lines ask for a closer look. */
  begin(block: Block): boolean {
    const { bytes } = block;
    if (bytes.length >= MOST_BYTES || !isUtf8(bytes)) return false;
    this.#block = block;
    this.#memory.set(bytes, this.#linesAt);
    this.#linesEnd = this.#linesAt + bytes.length;
    if (bytes.at(-1) === NEWLINE || bytes.length === 0) return true;
    this.#memory[this.#linesEnd] = NEWLINE;
    this.#linesEnd += 1;
    return true;
  }

  /** Writes the lines of the block from an index on. Gives the index of the first one that asks for a closer look, or how many lines there are. */
  write(index: number): number {
    const { ends, count } = this.#block ?? { ends: [], count: 0 };
    let next = index;
    while (next < count) {
      this.#cells.setRows(this.#at, this.#end);
      const from = this.#linesAt + (ends[next - 1] ?? 0);
      next += this.#cells.writeRows(from, this.#linesEnd);
      this.#at = this.#cells.endOfRows();
      const reason = this.#cells.stopReason();
      if (reason === LOOK_CLOSER) break;
      if (reason === FULL && !this.#reserve(this.#cells.bytesNeeded())) break;
    }
    return next;
  }

  /** Writes text as it is; half of a surrogate pair becomes U+FFFD. */
  text(text: string): void {
    this.#grow(BYTES_PER_UNIT * text.length);
    this.#at += this.#memory.write(text, this.#at, 'utf8');
  }

  /** Gives what was written, until something is written again. */
  take(): Uint8Array {
    const written = this.#memory.subarray(this.#rowsAt, this.#at);
    this.#at = this.#rowsAt;
    return written;
  }

  /** Takes keys of the watched object that ask for no closer look any more. */
  know(keys: Iterable<string>): void {
    for (const key of keys) this.#members.know(key);
    this.#tellMembers();
  }

  #tellMembers(): void {
    const { keys, tables } = this.#members;
    for (; this.#told < keys.length; this.#told += 1) {
      const at = this.#keysAt + LONGEST_KEY * this.#told;
      this.#cells.addSymbol(at, this.#memory.write(keys[this.#told] ?? '', at));
    }
    for (const [index, table] of tables.entries())
      this.#memory.set(bytesOf(table), this.#tablesAt + table.byteLength * index);
  }

  /** Makes room for a row; false where it may be too long. */
  #reserve(bytes: number): boolean {
    if (bytes > MOST_ROW_BYTES) return false;
    this.#grow(bytes);
    return true;
  }

  #grow(bytes: number): void {
    if (this.#at + bytes <= this.#end) return;
    this.#end = this.#rowsAt + 2 * (this.#at - this.#rowsAt + bytes);
    this.#memory = reserveMemory(this.#cells.memory, this.#end + SLACK);
  }
}

function bytesOf(words: Uint16Array | Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}

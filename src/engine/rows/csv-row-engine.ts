import { isUtf8 } from 'node:buffer';
import { NEWLINE, reserveMemory } from '../../core/index.ts';
import { firstNonUtf8 } from '../json/first-non-utf8.ts';
import { align } from '../wasm/align.ts';
import { newRowsInstance, type RowsExports } from '../wasm/rows-module.ts';
import type { RowTemplate } from './row-template.ts';
import {
  areNumbersSmall,
  LARGEST_OUTPUT,
  OUTPUT_BYTES,
  type RenderedRows,
  RowsOutput,
  SLACK,
} from './rows-output.ts';
import { RowsTable } from './rows-table.ts';
import { characterStart } from './source-bytes.ts';

/** Why rendering stopped, as `assembly/rows/index.ts` says it. */
const FULL = 1;
const ROW_OF_HOST = 2;
const REST_OF_HOST = 3;

/** Above it a row is the host's, so that all addresses fit into 31 bits. */
const LARGEST_ROW = 256 * 1024 * 1024;
const FIRST_BUFFER_BYTES = 512 * 1024;

/** Where a row begins. */
export interface RowPlace {
  /** How many rows are before it. */
  readonly rowsBefore: number;
  /** 1-based. */
  readonly line: number;
  /** 0-based, in the source. */
  readonly byteOffset: number;
}

/** What {@link CsvRowEngine} needs to know. */
export interface CsvRowEngineOptions {
  /** The byte between fields. */
  readonly delimiter: number;
  /** The byte that makes a line a comment where it is the first. */
  readonly comment?: number | undefined;
  /** Longest row, in bytes without the end of its line. */
  readonly maxRowBytes: number;
  readonly template: RowTemplate;
  /** Where the first row begins. */
  readonly place: RowPlace;
}

/** Bytes that somebody else has to look at: one whole row, or all that was pushed from a row on and has not been given out. */
export interface HostRows extends RowPlace {
  readonly kind: 'row' | 'rest';
  /** Valid until the next call of the engine. */
  readonly bytes: Uint8Array;
}

/**
 * Turns rows of CSV (RFC 4180) into lines by a template, bytes to bytes, in WebAssembly with SIMD: no JavaScript value is made of a row.
 *
 * It says nothing of what is wrong. A row that it must not render is given out as it stands: one that has another number of
 * fields than the template, where nothing is written that must be, or that is too large for its memory. And where a row has no end that can be
 * known (text behind a closing quote, a quote that is not closed), is longer than it may be, or is not UTF-8, all that follows is given out.
 *
 * Memory: the longest row (at most `maxRowBytes`) and one push, the lines of up to 8,192 rows, and 256 KiB; a row takes up to six times its bytes.
 */
export class CsvRowEngine {
  readonly #rows: RowsExports;
  readonly #mostRowBytes: number;
  readonly #rowsOfOthers: number;
  readonly #output: RowsOutput;
  /** The address of the source's bytes; the lines lie behind them. */
  readonly #bufferAt: number;
  #bufferBytes = FIRST_BUFFER_BYTES;
  #outputBytes = OUTPUT_BYTES;
  #memory: Buffer = Buffer.alloc(0);
  #rowsBefore: number;
  /** Where the next row begins, as an address and in the source; and the line at the address up to which lines were counted. */
  #start: number;
  #offset: number;
  #line: number;
  #counted: number;
  #filled: number;
  /** The address up to which the bytes are UTF-8, but for a character that is cut. */
  #checked: number;
  #isBad = false;
  /** Whether a newline was put behind the last row. */
  #isEnded = false;
  /** Bytes of a row in which no end of it was found; it is looked for again when there are twice as many. */
  #scanned = 0;
  #isOver = false;

  /** Makes the engine; undefined where the runtime has no SIMD. */
  static create(options: CsvRowEngineOptions): CsvRowEngine | undefined {
    const rows = newRowsInstance();
    return rows === undefined ? undefined : new CsvRowEngine(rows, options);
  }

  private constructor(rows: RowsExports, options: CsvRowEngineOptions) {
    const { template, delimiter, place } = options;
    this.#rows = rows;
    this.#rowsOfOthers = template.rowsBefore ?? 0;
    this.#mostRowBytes = Math.min(options.maxRowBytes, LARGEST_ROW);
    const behindTable = new RowsTable(rows, rows.heapStart()).write(template, delimiter);
    this.#output = new RowsOutput(rows, behindTable, {
      hasDigests: template.digest !== undefined,
      haveOneForm: template.whenBlank === undefined,
    });
    this.#bufferAt = align(this.#output.end + 1);
    this.#start = this.#bufferAt;
    this.#counted = this.#bufferAt;
    this.#filled = this.#bufferAt;
    this.#checked = this.#bufferAt;
    this.#rowsBefore = place.rowsBefore;
    this.#line = place.line;
    this.#offset = place.byteOffset;
    rows.setRow(template.fields, template.mostFields ?? template.fields, this.#mostRowBytes);
    if (options.comment !== undefined) rows.setComment(options.comment);
    this.#reserve();
  }

  /** Takes bytes, which {@link next} then gives the rows of. Nothing may be left to give. */
  push(bytes: Uint8Array): void {
    this.#moveToFront();
    const needed = this.#filled - this.#bufferAt + bytes.length;
    if (needed > this.#bufferBytes) {
      this.#bufferBytes = Math.max(needed, 2 * this.#bufferBytes);
      this.#reserve();
    }
    this.#memory.set(bytes, this.#filled);
    this.#filled += bytes.length;
    this.#check(characterStart(this.#memory, this.#checked, this.#filled));
  }

  /** Says that there are no more bytes: a row without an end of its line ends here. */
  finish(): void {
    this.#check(this.#filled);
    this.#isEnded = true;
    this.#memory[this.#filled] = NEWLINE;
  }

  /** Says how many rows there are before what comes next: whether a row that was given out is one is not known here. */
  countRows(rowsBefore: number): void {
    this.#rowsBefore = rowsBefore;
  }

  /** Gives what comes next, in the order of the source; undefined where more bytes are needed for it. */
  next(): RenderedRows | HostRows | undefined {
    if (this.#isOver || !this.#isWorthScanning()) return undefined;
    const firstRow = this.#rowsBefore + 1;
    if (!areNumbersSmall(firstRow + this.#rowsOfOthers, this.#filled - this.#start))
      return this.#rest();
    const isAtEnd = this.#isEnded && !this.#isBad && this.#start < this.#filled;
    const until = isAtEnd ? this.#filled + 1 : this.#until();
    const count = this.#rows.renderRows(this.#start, until, firstRow);
    this.#goTo(Math.min(this.#rows.nextRow(), this.#filled));
    const rows = count + this.#rows.rowsLeftOut();
    this.#rowsBefore += rows;
    if (rows > 0) return this.#output.read(this.#memory, this.#outputAt(), { count, firstRow });
    switch (this.#rows.stopReason()) {
      case FULL:
        return this.#fitOutput();
      case ROW_OF_HOST:
        return this.#row();
      case REST_OF_HOST:
        return this.#rest();
      default:
        return this.#pending(until);
    }
  }

  /** What no end of a row was found in: more of it may come. */
  #pending(until: number): HostRows | undefined {
    this.#scanned = until - this.#start;
    const isBroken = this.#isBad || (this.#isEnded && this.#start < this.#filled);
    return isBroken || this.#scanned > this.#mostRowBytes ? this.#rest() : undefined;
  }

  /** Makes room for the lines of the next row, or gives it out where it would take too much. */
  #fitOutput(): RenderedRows | HostRows | undefined {
    const needed = this.#rows.bytesNeeded();
    if (needed > LARGEST_OUTPUT) return this.#row();
    this.#outputBytes = Math.max(2 * this.#outputBytes, needed);
    this.#reserve();
    return this.next();
  }

  #row(): HostRows {
    const place = this.place();
    const end = Math.min(this.#rows.endOfRow(), this.#filled + 1);
    const bytes = this.#memory.subarray(this.#start, end);
    this.#goTo(Math.min(end, this.#filled));
    return { kind: 'row', bytes, ...place };
  }

  #rest(): HostRows {
    this.#isOver = true;
    const bytes = this.#memory.subarray(this.#start, this.#filled);
    return { kind: 'rest', bytes, ...this.place() };
  }

  /** Where the next row begins, as far as the bytes were read. */
  place(): RowPlace {
    this.#countLines();
    return { rowsBefore: this.#rowsBefore, line: this.#line, byteOffset: this.#offset };
  }

  #countLines(): void {
    this.#line += this.#rows.countLines(this.#counted, this.#start);
    this.#counted = this.#start;
  }

  /** The next row begins further on. */
  #goTo(address: number): void {
    if (address > this.#start) this.#scanned = 0;
    this.#offset += address - this.#start;
    this.#start = address;
  }

  #until(): number {
    return this.#isBad ? this.#checked : this.#filled;
  }

  /** Whether a row may end in what there is; so a long row is scanned twice, however many the pushes are. */
  #isWorthScanning(): boolean {
    const bytes = this.#until() - this.#start;
    if (this.#isEnded || this.#isBad) return this.#start < this.#filled;
    return bytes > 0 && (bytes >= 2 * this.#scanned || bytes > this.#mostRowBytes);
  }

  /** Checks bytes that were not checked yet; those behind the first that is not UTF-8 are never read. */
  #check(end: number): void {
    if (this.#isBad) return;
    const fresh = this.#memory.subarray(this.#checked, end);
    this.#isBad = !isUtf8(fresh);
    this.#checked = this.#isBad ? this.#checked + firstNonUtf8(fresh) : end;
  }

  /** Keeps what is pending, and the byte before it, which tells whether a newline is the second half of an end of a line. */
  #moveToFront(): void {
    const distance = this.#start - this.#bufferAt;
    if (distance === 0) return;
    this.#countLines();
    this.#memory.copyWithin(this.#bufferAt - 1, this.#start - 1, this.#filled);
    this.#start -= distance;
    this.#counted -= distance;
    this.#filled -= distance;
    this.#checked -= distance;
  }

  #reserve(): void {
    const outputAt = this.#outputAt();
    const outputEnd = outputAt + this.#outputBytes;
    this.#memory = reserveMemory(this.#rows.memory, outputEnd + SLACK);
    this.#rows.setLines(outputAt, outputEnd);
  }

  #outputAt(): number {
    return align(this.#bufferAt + this.#bufferBytes + SLACK);
  }
}

import { BYTE_ORDER_MARK, NEWLINE, reserveMemory } from '../../core/index.ts';
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
import { SourceBytes } from './source-bytes.ts';

/** Why rendering stopped, as `assembly/rows/index.ts` says it. */
const FULL = 1;
const ROW_OF_HOST = 2;
const REST_OF_HOST = 3;

const FIRST_BUFFER_BYTES = 512 * 1024;
const TAPE_BYTES = 1024 * 1024;
/** From a longer row on all is the host's, so that all addresses fit into 31 bits. */
const LARGEST_ROW = 64 * 1024 * 1024;

/** What rows of JSON stand in: each in a line of its own, in one array, or as objects that stand one after the other. */
export type JsonLayout = 'lines' | 'array' | 'sequence';

/** Their numbers, as `assembly/rows/json-layout.ts` has them. */
const LAYOUTS: Readonly<Record<JsonLayout, number>> = { lines: 0, array: 1, sequence: 2 };

/** Where in an array a byte stands: before it, behind its bracket, behind a comma, behind an element, behind it. */
export type PlaceInArray = 'before' | 'first' | 'value' | 'after' | 'behind';

/** By their numbers there. */
const PLACES: readonly PlaceInArray[] = ['before', 'first', 'value', 'after', 'behind'];

/** Where a row of JSON, or what else comes next, begins. */
export interface JsonPlace {
  /** How many rows are before it. */
  readonly rowsBefore: number;
  /** 1-based. */
  readonly line: number;
  /** UTF-16 units before it in its line. */
  readonly unitsBefore: number;
  /** 0-based, in the source. */
  readonly byteOffset: number;
  readonly inArray: PlaceInArray;
}

/** Bytes that somebody else has to look at: one whole row, or all that was pushed from a place on and has not been given out. */
export interface JsonOfHost extends JsonPlace {
  readonly kind: 'row' | 'rest';
  /** Of a row in a line, the line with its newline. Valid until the next call of the engine. */
  readonly bytes: Uint8Array;
  /** Whether a row is known to be JSON. */
  readonly isProven: boolean;
}

/** What {@link JsonRowEngine} needs to know. */
export interface JsonRowEngineOptions {
  readonly layout: JsonLayout;
  /** Longest row, or line, in bytes. */
  readonly maxRowBytes: number;
  /** Names of the fields of the template, in their order. */
  readonly names: readonly string[];
  readonly template: RowTemplate;
  /** Whether digests of the rows are wanted. */
  readonly hasDigests: boolean;
  /** Where in the source the bytes begin; nothing of an array stands before it. Default: its beginning. */
  readonly begin?: Omit<JsonPlace, 'inArray'> | undefined;
}

/**
 * Finds rows of JSON and turns them into lines by a template, bytes to bytes, in WebAssembly with SIMD: strings are spliced as they stand, and
 * no JavaScript value is made of a row.
 *
 * It says nothing of what is wrong. A row is given out as it stands where the template's columns are not all members that are strings,
 * numbers, `true` or `false`; where nothing is written that must be; where a key stands twice in an object; and where JSON is none, or is
 * unusual: see `assembly/scan-line.ts`. All that follows is given out where something stands between rows that may not, where a row is longer
 * than it may be, and where a byte is no UTF-8.
 *
 * Memory: the longest row and one push, the lines made of them, as much again for strings with escapes, and 1.2 MiB.
 */
export class JsonRowEngine {
  readonly #rows: RowsExports;
  readonly #mostRowBytes: number;
  readonly #rowsOfOthers: number;
  readonly #output: RowsOutput;
  readonly #layout: JsonLayout;
  /** The address of the source's bytes; decoded strings and lines lie behind them. */
  readonly #bufferAt: number;
  readonly #source: SourceBytes;
  #bufferBytes = FIRST_BUFFER_BYTES;
  #outputBytes = OUTPUT_BYTES;
  #memory: Buffer = Buffer.alloc(0);
  #rowsBefore = 0;
  /** Whether the first bytes are known to be a byte order mark or none. */
  #isBegun = false;
  /** The address up to which lines were counted, the line there, and what stands before it in its line. */
  #counted: number;
  #line = 1;
  #unitsBefore = 0;
  /** The offset in the source of what lies at the beginning of the buffer. */
  #offset = 0;
  /** What was given out last, where it was one row. */
  #given: JsonPlace | undefined;
  #givenAt = 0;
  #isOver = false;

  /** Makes the engine; undefined where the runtime has no SIMD, or a name is too long or there are too many. */
  static create(options: JsonRowEngineOptions): JsonRowEngine | undefined {
    const rows = newRowsInstance();
    if (rows === undefined) return undefined;
    const table = new RowsTable(rows, rows.heapStart());
    table.write({ ...options.template, digest: undefined }, 0);
    const end = table.writeNames(options.names);
    return end === undefined ? undefined : new JsonRowEngine(rows, end, options);
  }

  private constructor(rows: RowsExports, at: number, options: JsonRowEngineOptions) {
    const { layout, template, hasDigests, maxRowBytes, begin } = options;
    this.#rows = rows;
    if (begin !== undefined) {
      this.#rowsBefore = begin.rowsBefore;
      this.#line = begin.line;
      this.#unitsBefore = begin.unitsBefore;
      this.#offset = begin.byteOffset;
      this.#isBegun = begin.byteOffset > 0;
    }
    this.#layout = layout;
    this.#rowsOfOthers = template.rowsBefore ?? 0;
    this.#mostRowBytes = Math.min(maxRowBytes, LARGEST_ROW);
    const tapeAt = align(at);
    const haveOneForm = template.whenBlank === undefined;
    this.#output = new RowsOutput(rows, tapeAt + TAPE_BYTES, { hasDigests, haveOneForm });
    this.#bufferAt = align(this.#output.end + SLACK);
    this.#counted = this.#bufferAt;
    this.#source = new SourceBytes(this.#bufferAt);
    rows.setTape(tapeAt, tapeAt + TAPE_BYTES);
    rows.setRow(template.fields, template.fields, this.#mostRowBytes);
    rows.setLayout(LAYOUTS[layout], this.#mostRowBytes);
    this.#reserve();
  }

  /** Takes bytes, which {@link next} then gives the rows of. Nothing may be left to give. */
  push(bytes: Uint8Array): void {
    this.#moveToFront();
    const needed = this.#source.length + bytes.length + 1;
    if (needed > this.#bufferBytes) {
      this.#bufferBytes = Math.max(needed, 2 * this.#bufferBytes);
      this.#reserve();
    }
    this.#source.push(this.#memory, bytes);
    this.#begin(false);
  }

  /** Says that there are no more bytes: a line without a newline ends here. */
  finish(): void {
    this.#source.finish(this.#memory);
    this.#memory[this.#source.end] = NEWLINE;
    this.#begin(true);
  }

  /** Gives what comes next, in the order of the source; undefined where more bytes are needed for it, or there is nothing more. */
  next(): RenderedRows | JsonOfHost | undefined {
    const source = this.#source;
    if (this.#isOver || !this.#isBegun || !source.isWorthScanning(this.#mostRowBytes))
      return undefined;
    const firstRow = this.#rowsBefore + 1;
    if (!areNumbersSmall(firstRow + this.#rowsOfOthers, source.length)) return this.#rest();
    const hasNewline = this.#layout === 'lines' && source.isEnded && source.length > 0;
    const until = source.readable + (hasNewline ? 1 : 0);
    const count = this.#rows.renderJsonRows(source.start, until, firstRow);
    source.goTo(Math.min(this.#rows.nextRow(), source.end));
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
        return this.#pending();
    }
  }

  /** Gives all that was pushed from the row on that was given out last: it is no JSON. */
  giveUp(): JsonOfHost {
    this.#source.goTo(this.#givenAt);
    return this.#rest(this.#given);
  }

  /** Tells whether the bytes begin with a byte order mark, and steps over it, once that can be told. */
  #begin(isEnd: boolean): void {
    const { start, length } = this.#source;
    if (this.#isBegun || (length < BYTE_ORDER_MARK.length && !isEnd)) return;
    this.#isBegun = true;
    if (!BYTE_ORDER_MARK.every((byte, index) => this.#memory[start + index] === byte)) return;
    this.#source.goTo(start + BYTE_ORDER_MARK.length);
    this.#counted = this.#source.start;
  }

  /** What no end of a row was found in: more of it may come. */
  #pending(): JsonOfHost | undefined {
    const source = this.#source;
    source.noteScanned();
    const isCut = source.isOver && (source.length > 0 || !this.#mayEnd());
    const isTooLong = source.readable - source.start > this.#mostRowBytes;
    return isCut || isTooLong ? this.#rest() : undefined;
  }

  /** Whether the source may end behind what was given out. */
  #mayEnd(): boolean {
    if (this.#layout === 'array') return this.#inArray() === 'behind';
    return this.#layout === 'lines' || this.#rowsBefore > 0;
  }

  /** Makes room for the lines of the next row, or gives it out where it would take too much. */
  #fitOutput(): RenderedRows | JsonOfHost | undefined {
    const needed = this.#rows.bytesNeeded();
    if (needed > LARGEST_OUTPUT) return this.#row();
    this.#outputBytes = Math.max(2 * this.#outputBytes, needed);
    this.#reserve();
    return this.next();
  }

  #row(): JsonOfHost {
    const { start, end } = this.#source;
    const place = this.place();
    const behind = Math.min(this.#rows.endOfRow(), end + 1);
    this.#given = place;
    this.#givenAt = start;
    this.#rows.passRow();
    this.#rowsBefore += 1;
    this.#source.goTo(Math.min(behind, end));
    const bytes = this.#memory.subarray(start, behind);
    return { kind: 'row', bytes, isProven: this.#rows.isRowProven() !== 0, ...place };
  }

  #rest(place: JsonPlace = this.place()): JsonOfHost {
    this.#isOver = true;
    const bytes = this.#memory.subarray(this.#source.start, this.#source.end);
    return { kind: 'rest', bytes, isProven: false, ...place };
  }

  /** Where the next row begins, as far as the bytes were read. */
  place(): JsonPlace {
    this.#count();
    return {
      rowsBefore: this.#rowsBefore,
      line: this.#line,
      unitsBefore: this.#unitsBefore,
      byteOffset: this.#offset + this.#source.start - this.#bufferAt,
      inArray: this.#inArray(),
    };
  }

  #inArray(): PlaceInArray {
    return PLACES[this.#rows.placeInArray()] ?? 'before';
  }

  /** Counts the lines before the next row, and what stands before it in its own. */
  #count(): void {
    const { start } = this.#source;
    const newline = this.#memory.subarray(this.#counted, start).lastIndexOf(NEWLINE);
    if (newline !== -1) {
      const lineStart = this.#counted + newline + 1;
      this.#line += this.#rows.countNewlines(this.#counted, lineStart);
      this.#unitsBefore = 0;
      this.#counted = lineStart;
    }
    this.#unitsBefore += this.#rows.unitsIn(this.#counted, start);
    this.#counted = start;
  }

  #moveToFront(): void {
    if (this.#source.start === this.#bufferAt) return;
    this.#count();
    const distance = this.#source.moveToFront(this.#memory);
    this.#counted -= distance;
    this.#offset += distance;
  }

  #reserve(): void {
    const outputAt = this.#outputAt();
    const outputEnd = outputAt + this.#outputBytes;
    this.#memory = reserveMemory(this.#rows.memory, outputEnd + SLACK);
    this.#rows.setScratch(this.#scratchAt());
    this.#rows.setLines(outputAt, outputEnd);
  }

  /** Strings are decoded behind the rows: none is longer than all of them. */
  #scratchAt(): number {
    return align(this.#bufferAt + this.#bufferBytes + 4 * SLACK);
  }

  #outputAt(): number {
    return align(this.#scratchAt() + this.#bufferBytes + SLACK);
  }
}

import { CARRIAGE_RETURN, NEWLINE, SPACE } from '../../core/index.ts';
import { newRowsInstance, type RowsExports } from '../wasm/rows-module.ts';
import { reserveMemory } from '../wasm/wasm-module.ts';
import type { RowTemplate } from './row-template.ts';
import {
  align,
  areNumbersSmall,
  LARGEST_OUTPUT,
  OUTPUT_BYTES,
  type RenderedRows,
  RowsOutput,
  SLACK,
} from './rows-output.ts';
import { RowsTable } from './rows-table.ts';

/** Why rendering stopped, as `assembly/rows/index.ts` says it. */
const FULL = 1;
const FIRST_BUFFER_BYTES = 512 * 1024;
const TAPE_BYTES = 1024 * 1024;
/** Above it a row is the host's, so that all addresses fit into 31 bits. */
const LARGEST_ROW = 16 * 1024 * 1024;

/** What {@link JsonRowEngine} needs to know. */
export interface JsonRowEngineOptions {
  /** Names of the fields of the template, in their order. */
  readonly names: readonly string[];
  readonly template: RowTemplate;
  /** Whether digests of the rows are wanted. */
  readonly hasDigests: boolean;
}

/**
 * Turns rows of JSON into lines by a template, bytes to bytes, in WebAssembly with SIMD: strings are spliced as they stand, and no JavaScript value is
 * made of a row.
 *
 * It says nothing of what is wrong. A row is the host's where the template's columns are not all members that are strings, numbers, `true` or
 * `false`; where nothing is written that must be; where a key stands twice in an object; and where JSON is none, or is unusual: see `assembly/scan-line.ts`.
 *
 * Memory: three times what is put at once, which is half a MiB or the longest row, the lines made of it, and 1.2 MiB.
 */
export class JsonRowEngine {
  readonly #rows: RowsExports;
  readonly #output: RowsOutput;
  readonly #bufferAt: number;
  #bufferBytes = FIRST_BUFFER_BYTES;
  #outputBytes = OUTPUT_BYTES;
  #memory: Buffer = Buffer.alloc(0);
  /** Addresses of the next row and of the end of those that were put. */
  #start: number;
  #filled: number;

  /** Makes the engine; undefined where the runtime has no SIMD, or a name is too long or there are too many. */
  static create(options: JsonRowEngineOptions): JsonRowEngine | undefined {
    const rows = newRowsInstance();
    if (rows === undefined) return undefined;
    const table = new RowsTable(rows, rows.heapStart());
    table.write({ ...options.template, digest: undefined }, 0);
    const end = table.writeNames(options.names);
    return end === undefined ? undefined : new JsonRowEngine(rows, end, options);
  }

  private constructor(
    rows: RowsExports,
    at: number,
    { template, hasDigests }: JsonRowEngineOptions,
  ) {
    this.#rows = rows;
    const tapeAt = align(at);
    this.#output = new RowsOutput(rows, tapeAt + TAPE_BYTES, hasDigests);
    this.#bufferAt = align(this.#output.end + SLACK);
    this.#start = this.#bufferAt;
    this.#filled = this.#bufferAt;
    rows.setTape(tapeAt, tapeAt + TAPE_BYTES);
    rows.setRow(template.fields, template.fields, 0);
    this.#reserve();
  }

  /**
   * Takes one row; false where there is no room for it beside others that were put.
   *
   * @param isProven Whether it is known to be JSON: then line breaks between its values are nothing. Else it is the host's where it is none.
   */
  put(row: Uint8Array, isProven: boolean): boolean {
    const isEmpty = this.#start === this.#filled;
    if (isEmpty) this.#moveToFront();
    const end = this.#filled + row.length + 1;
    if (end > this.#bufferAt + this.#bufferBytes) {
      if (!isEmpty || row.length > LARGEST_ROW) return false;
      this.#bufferBytes = 2 * row.length;
      this.#reserve();
    }
    this.#memory.set(row, this.#filled);
    if (isProven) spaceOut(this.#memory.subarray(this.#filled, end - 1));
    this.#memory[end - 1] = NEWLINE;
    this.#filled = end;
    return true;
  }

  /**
   * Gives the lines of the next rows that were put, as many as fit; undefined where the next one is the host's, or there is none.
   *
   * @param firstRow 1-based number of the next row.
   */
  render(firstRow: number): RenderedRows | undefined {
    if (this.#start === this.#filled || !areNumbersSmall(firstRow)) return undefined;
    const count = this.#rows.renderJsonRows(this.#start, this.#filled, firstRow);
    this.#start = this.#rows.nextRow();
    if (count > 0) return this.#output.read(this.#memory, this.#outputAt(), { count, firstRow });
    return this.#rows.stopReason() === FULL && this.#fitOutput()
      ? this.render(firstRow)
      : undefined;
  }

  /** Steps over the next row, which is the host's. */
  skip(): void {
    const newline = this.#memory.indexOf(NEWLINE, this.#start);
    this.#start = newline === -1 ? this.#filled : newline + 1;
  }

  /** Makes room for the line of the next row; false where it would take too much. */
  #fitOutput(): boolean {
    const needed = this.#rows.bytesNeeded();
    if (needed > LARGEST_OUTPUT) return false;
    this.#outputBytes = Math.max(2 * this.#outputBytes, needed);
    this.#reserve();
    return true;
  }

  #moveToFront(): void {
    this.#start = this.#bufferAt;
    this.#filled = this.#bufferAt;
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

/** Makes spaces of line breaks: in valid JSON they stand between values alone. */
function spaceOut(row: Uint8Array): void {
  for (const lineBreak of [NEWLINE, CARRIAGE_RETURN]) {
    for (let at = row.indexOf(lineBreak); at !== -1; at = row.indexOf(lineBreak, at + 1))
      row[at] = SPACE;
  }
}

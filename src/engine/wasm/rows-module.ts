import { type WasmMemory, WasmModule } from '../../core/index.ts';
import { ROWS_WASM } from './rows-wasm.ts';

/** What the module for rows exports; addresses are indexes of its memory. */
export interface RowsExports {
  readonly memory: WasmMemory;
  readonly heapStart: () => number;
  readonly setRow: (columns: number, mostFields: number, rowBytes: number) => void;
  readonly setComment: (byte: number) => void;
  readonly setFields: (delimiter: number, at: number, most: number) => void;
  readonly setPieces: (at: number, count: number) => void;
  readonly setOtherPieces: (at: number, count: number) => void;
  readonly setChoice: (fields: number, count: number) => void;
  readonly setNeeded: (at: number, count: number) => void;
  readonly setGrowth: (constantBytes: number, uses: number) => void;
  readonly setDigestColumns: (at: number, count: number) => void;
  readonly setDigestBuffer: (from: number, to: number) => void;
  readonly setLines: (from: number, to: number) => void;
  readonly setConditions: (at: number, count: number) => void;
  readonly setPlaces: (at: number) => void;
  readonly setRowsOfOthers: (rows: number) => void;
  readonly rowsLeftOut: () => number;
  readonly setEnds: (ends: number, digests: number, rows: number) => void;
  readonly renderRows: (from: number, to: number, row: number) => number;
  readonly setTape: (from: number, to: number) => void;
  readonly addSymbol: (start: number, length: number) => number;
  readonly setScratch: (at: number) => void;
  readonly setLayout: (layout: number, mostLineBytes: number) => void;
  readonly placeInArray: () => number;
  readonly passRow: () => void;
  readonly isRowProven: () => number;
  readonly renderJsonRows: (from: number, to: number, row: number) => number;
  readonly stopReason: () => number;
  readonly nextRow: () => number;
  readonly endOfRow: () => number;
  readonly bytesNeeded: () => number;
  readonly countLines: (from: number, to: number) => number;
  readonly countNewlines: (from: number, to: number) => number;
  readonly unitsIn: (from: number, to: number) => number;
}

const MODULE = new WasmModule<RowsExports>(ROWS_WASM);

/**
 * Makes an engine for rows, of its own memory.
 *
 * @returns undefined where the runtime has no WebAssembly or none with SIMD.
 */
export function newRowsInstance(): RowsExports | undefined {
  return MODULE.instance();
}

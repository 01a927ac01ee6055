import { type WasmMemory, WasmModule } from '../../core/index.ts';
import { CELLS_WASM } from './cells-wasm.ts';

/** What the module for tables exports; addresses are indexes of its memory. */
export interface CellsExports {
  readonly memory: WasmMemory;
  readonly heapStart: () => number;
  readonly setTape: (from: number, to: number) => void;
  readonly addSymbol: (start: number, length: number) => number;
  readonly setMembers: (table: number, values: number, count: number) => void;
  readonly setColumns: (at: number, count: number) => void;
  readonly setRawCells: (stay: number) => void;
  readonly setRows: (from: number, to: number) => void;
  readonly writeRows: (from: number, to: number) => number;
  readonly stopReason: () => number;
  readonly endOfRows: () => number;
  readonly bytesNeeded: () => number;
}

const MODULE = new WasmModule<CellsExports>(CELLS_WASM);

/**
 * Makes what writes lines of JSON as CSV, of its own memory.
 *
 * @returns undefined where the runtime has no WebAssembly or none with SIMD.
 */
export function newCellsInstance(): CellsExports | undefined {
  return MODULE.instance();
}

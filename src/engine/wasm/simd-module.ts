import { type WasmMemory, WasmModule } from '../../core/index.ts';
import { SIMD_WASM } from './simd-wasm.ts';

/** What the module exports; addresses are indexes of its memory. */
export interface SimdExports {
  readonly memory: WasmMemory;
  readonly heapStart: () => number;
  readonly setTape: (from: number, to: number) => void;
  readonly setLines: (at: number, capacity: number) => void;
  readonly setInputHashes: (at: number) => void;
  readonly setRules: (row: number, recordBytes: number, lineBytes: number) => void;
  readonly setMarked: (row: number) => void;
  readonly startLines: () => void;
  readonly expectMade: (areMade: number) => void;
  readonly forgetLines: () => void;
  readonly addSymbol: (start: number, length: number) => number;
  readonly refuseSymbols: () => void;
  readonly endTextSymbols: () => void;
  readonly setPlace: (droppedBytes: number, offset: number) => void;
  readonly judgeLines: (from: number, to: number) => number;
  readonly startIds: (mostLines: number) => number;
  readonly bytesOfIds: () => number;
  readonly expectIds: (positions: number) => void;
  readonly touchIds: (count: number) => number;
  readonly addNewIds: (from: number, to: number, position: number) => number;
  readonly findId: (first: number, second: number) => number;
  readonly nextId: () => number;
  readonly putId: (position: number) => void;
  readonly isIdHere: (first: number, second: number) => number;
  readonly setMembers: (keys: number, saidAt: number, most: number) => void;
  readonly findMembers: (from: number, to: number) => number;
  readonly setSizedKeys: (keys: number, count: number, sumsAt: number) => void;
  readonly sizeInputs: (from: number, to: number) => number;
  readonly copyAsOneByte: (from: number, to: number, most: number) => number;
}

const MODULE = new WasmModule<SimdExports>(SIMD_WASM);

/**
 * Makes an engine for lines, of its own memory.
 *
 * @returns undefined where the runtime has no WebAssembly or none with SIMD.
 */
export function newSimdInstance(): SimdExports | undefined {
  return MODULE.instance();
}

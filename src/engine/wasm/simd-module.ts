import { SIMD_WASM } from './simd-wasm.ts';

/** A module's memory; its buffer is another one after it grew. */
export interface SimdMemory {
  readonly buffer: ArrayBuffer;
  readonly grow: (pages: number) => number;
}

/** What is used of WebAssembly, whose types come only with those of a browser. */
interface WasmApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
  readonly Memory: new (size: { readonly initial: number }) => SimdMemory;
}

/** What the module exports; addresses are indexes of its memory. */
export interface SimdExports {
  readonly memory: SimdMemory;
  readonly heapStart: () => number;
  readonly setTape: (from: number, to: number) => void;
  readonly setLines: (at: number, capacity: number) => void;
  readonly setRules: (row: number, recordBytes: number, lineBytes: number) => void;
  readonly setMarked: (row: number) => void;
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
  readonly copyAsOneByte: (from: number, to: number, most: number) => number;
}

const PAGE_BYTES = 65_536;

let compiled: object | undefined;

/**
 * Makes an engine of its own memory; the module is compiled once, when it is first asked for.
 *
 * @returns undefined where the runtime has no WebAssembly or none with SIMD.
 */
export function newSimdInstance(): SimdExports | undefined {
  const wasm = wasmApi();
  if (wasm === undefined) return undefined;
  try {
    compiled ??= new wasm.Module(Buffer.from(SIMD_WASM, 'base64'));
    return new wasm.Instance(compiled).exports as SimdExports;
  } catch {
    return undefined; // the plain engine does all this one does
  }
}

/** Makes an empty memory that grows where it stands; undefined where the runtime has none. */
export function newWasmMemory(): SimdMemory | undefined {
  const wasm = wasmApi();
  if (wasm?.Memory === undefined) return undefined;
  try {
    return new wasm.Memory({ initial: 0 });
  } catch {
    return undefined; // a process may have too few addresses left
  }
}

/** Makes a memory at least so large, and gives all of it. */
export function reserveMemory(memory: SimdMemory, bytes: number): Buffer {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
  return Buffer.from(memory.buffer);
}

function wasmApi(): WasmApi | undefined {
  return (globalThis as unknown as { readonly WebAssembly?: WasmApi }).WebAssembly;
}

import { type WasmMemory, WasmModule } from '../../core/index.ts';
import { VALUES_WASM } from './values-wasm.ts';

/** What the module for strings exports; addresses are indexes of its memory. */
export interface ValuesExports {
  readonly memory: WasmMemory;
  readonly heapStart: () => number;
  readonly writeEscapedUnits: (from: number, units: number, into: number) => number;
  readonly writeUnits: (from: number, units: number, into: number) => number;
  readonly setDigestBuffer: (from: number, to: number) => void;
  readonly beginDigest: () => void;
  readonly digestRoom: (bytes: number) => number;
  readonly tookUpTo: (end: number) => void;
  readonly storeDigest: (at: number) => void;
}

const MODULE = new WasmModule<ValuesExports>(VALUES_WASM);

/**
 * Makes what writes strings, of its own memory.
 *
 * @returns undefined where the runtime has no WebAssembly or none with SIMD.
 */
export function newValuesInstance(): ValuesExports | undefined {
  return MODULE.instance();
}

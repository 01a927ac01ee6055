/** A module's memory; its buffer is another one after it grew. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  readonly grow: (pages: number) => number;
}

/** What is used of WebAssembly, whose types come only with those of a browser. */
interface WasmApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory;
}

const PAGE_BYTES = 65_536;

/** A module of WebAssembly with SIMD, compiled once, when it is first asked for. */
export class WasmModule<Exports> {
  readonly #base64: string;
  #compiled: object | undefined;

  constructor(base64: string) {
    this.#base64 = base64;
  }

  /**
   * Makes an instance with a memory of its own.
   *
   * @returns Its exports; undefined where the runtime has no WebAssembly or none with SIMD.
   */
  instance(): Exports | undefined {
    const wasm = wasmApi();
    if (wasm === undefined) return undefined;
    try {
      this.#compiled ??= new wasm.Module(Buffer.from(this.#base64, 'base64'));
      return new wasm.Instance(this.#compiled).exports as Exports;
    } catch {
      return undefined; // the plain engines do all that those of WebAssembly do
    }
  }
}

/** Makes an empty memory that grows where it stands; undefined where the runtime has none. */
export function newWasmMemory(): WasmMemory | undefined {
  const wasm = wasmApi();
  if (wasm?.Memory === undefined) return undefined;
  try {
    return new wasm.Memory({ initial: 0 });
  } catch {
    return undefined; // a process may have too few addresses left
  }
}

/** Makes a memory at least so large, and gives all of it. */
export function reserveMemory(memory: WasmMemory, bytes: number): Buffer {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
  return Buffer.from(memory.buffer);
}

function wasmApi(): WasmApi | undefined {
  return (globalThis as unknown as { readonly WebAssembly?: WasmApi }).WebAssembly;
}

import { reserveMemory, type WasmMemory, WasmModule } from '../../core/index.ts';
import { CHECKSUMS_WASM } from './checksums-wasm.ts';

/** What the module exports; addresses are indexes of its memory. */
interface ChecksumsExports {
  readonly memory: WasmMemory;
  readonly heapStart: () => number;
  readonly prepareCrc64: () => void;
  readonly addToCrc64: (at: number, from: number, to: number) => void;
}

const MODULE = new WasmModule<ChecksumsExports>(CHECKSUMS_WASM);
const CRC_BYTES = 8;
/** Bytes that are taken at once: a piece of a body is seldom larger. */
const MOST_BYTES = 64 * 1024;

/** What the SDK asks of a checksum. */
interface Checksum {
  update(bytes: Uint8Array): void;
  digest(): Promise<Uint8Array>;
  reset(): void;
}

/**
 * The checksum that S3 keeps of objects which came without one, as those may be that Bedrock writes, in WebAssembly: the SDK's own, in
 * JavaScript, takes ten times as long.
 *
 * Memory: 128 KiB for all together.
 */
class Crc64Nvme implements Checksum {
  readonly #scratch: Scratch = requireScratch();
  /** The complement of the checksum so far, the lowest byte first. */
  readonly #crc: Buffer = Buffer.alloc(CRC_BYTES, 0xff);

  update(bytes: Uint8Array): void {
    const { memory, at, exports } = this.#scratch;
    const start = at + CRC_BYTES;
    memory.set(this.#crc, at);
    for (let from = 0; from < bytes.length; from += MOST_BYTES) {
      const taken = bytes.subarray(from, from + MOST_BYTES);
      memory.set(taken, start);
      exports.addToCrc64(at, start, start + taken.length);
    }
    this.#crc.set(memory.subarray(at, start));
  }

  /** Gives its bytes, the highest first, as S3 writes them. */
  async digest(): Promise<Uint8Array> {
    return Uint8Array.from(this.#crc, (byte) => byte ^ 0xff).reverse();
  }

  reset(): void {
    this.#crc.fill(0xff);
  }
}

/** Gives the checksums that a client is to compute in our way: none where the runtime has no WebAssembly. */
export function ownChecksums(): { readonly CRC64NVME?: typeof Crc64Nvme } {
  scratch ??= newScratch();
  return scratch === undefined ? {} : { CRC64NVME: Crc64Nvme };
}

/** Memory of the module: a checksum, and behind it the bytes that it is of. */
interface Scratch {
  readonly exports: ChecksumsExports;
  readonly memory: Buffer;
  readonly at: number;
}

let scratch: Scratch | undefined;

function requireScratch(): Scratch {
  scratch ??= newScratch();
  if (scratch === undefined) throw new TypeError('The runtime has no WebAssembly');
  return scratch;
}

function newScratch(): Scratch | undefined {
  const exports = MODULE.instance();
  if (exports === undefined) return undefined;
  const at = exports.heapStart();
  const memory = reserveMemory(exports.memory, at + CRC_BYTES + MOST_BYTES);
  exports.prepareCrc64();
  return { exports, memory, at };
}

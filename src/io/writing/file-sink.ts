import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { writingNow } from './write-error.ts';

/** Size and digests of a file that was written. */
export interface FileDigest {
  readonly bytes: number;
  /** CRC32, big-endian in base64 as S3 writes it. */
  readonly crc32: string;
  /** XXH3-128 in hex. */
  readonly hash: string;
}

/** A hasher that takes bytes synchronously. */
interface Hasher {
  init(): unknown;
  update(bytes: Uint8Array): unknown;
  digest(): string;
}

/** Digests bytes as they go by: CRC32 and XXH3-128. */
export class RunningDigest {
  readonly #hasher: Hasher;
  #crc = 0;
  #bytes = 0;

  /** Takes over a hasher from {@link newHasher}. */
  constructor(hasher: Hasher) {
    this.#hasher = hasher;
    hasher.init();
  }

  update(bytes: Uint8Array): void {
    this.#crc = crc32(bytes, this.#crc);
    this.#hasher.update(bytes);
    this.#bytes += bytes.length;
  }

  digest(): FileDigest {
    return { bytes: this.#bytes, crc32: formatCrc32(this.#crc), hash: this.#hasher.digest() };
  }
}

/**
 * Makes an XXH3-128 hasher; one at a time may use it. It is loaded when one is needed, and alone: the door of the package holds all hashes there
 * are, and takes 20 ms to read.
 */
export async function newHasher(): Promise<Hasher> {
  const { default: hashes } = await import('hash-wasm/dist/xxhash128.umd.min.js');
  return hashes.createXXHash128();
}

/** Writes a CRC32 as S3 does: big-endian, in base64. */
export function formatCrc32(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes.toString('base64');
}

const BUFFER_BYTES = 1 << 20;

/**
 * Writes a file through one buffer, digesting what it writes.
 *
 * Memory: 1 MiB, whatever is written.
 */
export class FileSink {
  readonly path: string;
  readonly #descriptor: number;
  readonly #digest: RunningDigest;
  readonly #buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  #filled = 0;

  /**
   * Makes the file, which must not be there yet, and the folders it needs.
   *
   * @throws {DatasetError} `DATASET_WRITE`, here and wherever it writes.
   */
  constructor(path: string, hasher: Hasher) {
    this.path = path;
    this.#descriptor = writingNow(path, () => {
      mkdirSync(dirname(path), { recursive: true });
      return openSync(path, 'wx');
    });
    this.#digest = new RunningDigest(hasher);
  }

  write(bytes: Uint8Array): void {
    if (bytes.length > BUFFER_BYTES - this.#filled) this.#flush();
    if (bytes.length > BUFFER_BYTES) return this.#writeAll(bytes);
    this.#buffer.set(bytes, this.#filled);
    this.#filled += bytes.length;
  }

  /** Writes what is left and closes the file. */
  close(): FileDigest {
    this.#flush();
    writingNow(this.path, () => closeSync(this.#descriptor));
    return this.#digest.digest();
  }

  /** Closes the file as it is; for a writer that gives up. */
  abandon(): void {
    closeSync(this.#descriptor);
  }

  #flush(): void {
    if (this.#filled === 0) return;
    const filled = this.#filled;
    this.#filled = 0;
    this.#writeAll(this.#buffer.subarray(0, filled));
  }

  #writeAll(bytes: Uint8Array): void {
    writingNow(this.path, () => {
      let written = 0;
      while (written < bytes.length) written += writeSync(this.#descriptor, bytes, written);
    });
    this.#digest.update(bytes);
  }
}

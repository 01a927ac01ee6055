import { crc32 } from 'node:zlib';
import { appendCrc32 } from '../reading/append-crc32.ts';

/** Size and digests of a file that was written. */
export interface FileDigest {
  readonly bytes: number;
  /** CRC32, big-endian in base64 as S3 writes it. */
  readonly crc32: string;
  /** XXH3-128 in hex. */
  readonly hash: string;
}

/** A hasher that takes bytes synchronously. */
export interface Hasher {
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

  /** Takes bytes that are a part, and gives its CRC32: both of it and of all bytes are known after one look. */
  updateByPart(part: Uint8Array): string {
    const sum = crc32(part);
    this.#crc = appendCrc32(this.#crc, sum, part.length);
    this.#hasher.update(part);
    this.#bytes += part.length;
    return formatCrc32(sum);
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

/** For files of which the CRC32 is all that is kept. */
export const UNHASHED: Hasher = { init: () => {}, update: () => {}, digest: () => '' };

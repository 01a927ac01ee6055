import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { IHasher } from 'hash-wasm';
import { type CrcField, combineCrcs } from './combine-crcs.ts';

/** Checksums the emulator verifies and computes; S3 knows more. */
export type ChecksumAlgorithm = 'CRC32' | 'CRC32C' | 'CRC64NVME' | 'SHA1' | 'SHA256';

/** Whether a checksum of a multipart object is of its bytes or of its parts' checksums. */
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';

/** A checksum as S3 shows it: base64, and for a composite one `-` and the number of parts. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly type: ChecksumType;
  readonly value: string;
}

/** A checksum in the making. */
export interface RunningChecksum {
  update(bytes: Uint8Array): void;
  digest(): Buffer;
}

/** What there is to know of an algorithm. */
interface AlgorithmFacts {
  readonly bytes: number;
  /** Type a multipart upload gets that does not name one. */
  readonly defaultType: ChecksumType;
  readonly types: readonly ChecksumType[];
  /** Set where a checksum of the whole can be had from those of its parts. */
  readonly field?: CrcField;
  start(): RunningChecksum | Promise<RunningChecksum>;
}

const CRC32C_POLYNOMIAL = 0x82f63b78;
const CRC64NVME_POLYNOMIAL = '9a6c9329ac4bc9b5';

/** Types per algorithm: see "Checking object integrity in Amazon S3", table of full object and composite checksums. */
const ALGORITHMS: Readonly<Record<ChecksumAlgorithm, AlgorithmFacts>> = {
  CRC32: {
    bytes: 4,
    defaultType: 'COMPOSITE',
    types: ['COMPOSITE', 'FULL_OBJECT'],
    field: { bits: 32, polynomial: 0xedb88320n },
    start: () => new Crc32(),
  },
  CRC32C: {
    bytes: 4,
    defaultType: 'COMPOSITE',
    types: ['COMPOSITE', 'FULL_OBJECT'],
    field: { bits: 32, polynomial: BigInt(CRC32C_POLYNOMIAL) },
    async start() {
      const { createCRC32 } = await import('hash-wasm');
      return ofHashWasm(await createCRC32(CRC32C_POLYNOMIAL));
    },
  },
  CRC64NVME: {
    bytes: 8,
    defaultType: 'FULL_OBJECT',
    types: ['FULL_OBJECT'],
    field: { bits: 64, polynomial: BigInt(`0x${CRC64NVME_POLYNOMIAL}`) },
    async start() {
      const { createCRC64 } = await import('hash-wasm');
      return ofHashWasm(await createCRC64(CRC64NVME_POLYNOMIAL));
    },
  },
  SHA1: {
    bytes: 20,
    defaultType: 'COMPOSITE',
    types: ['COMPOSITE'],
    start: () => createHash('sha1'),
  },
  SHA256: {
    bytes: 32,
    defaultType: 'COMPOSITE',
    types: ['COMPOSITE'],
    start: () => createHash('sha256'),
  },
};

/** Every algorithm the emulator computes. */
export const checksumAlgorithms: readonly ChecksumAlgorithm[] = Object.keys(
  ALGORITHMS,
) as ChecksumAlgorithm[];

/** Algorithm S3 uses where the client names none. */
export const DEFAULT_ALGORITHM: ChecksumAlgorithm = 'CRC64NVME';

/** Tells whether a text names an algorithm the emulator computes. */
export function isChecksumAlgorithm(text: string): text is ChecksumAlgorithm {
  return Object.hasOwn(ALGORITHMS, text);
}

/** Begins a checksum. */
export async function startChecksum(algorithm: ChecksumAlgorithm): Promise<RunningChecksum> {
  return ALGORITHMS[algorithm].start();
}

/** Tells whether a text is a checksum of this algorithm in base64. */
export function isChecksumText(algorithm: ChecksumAlgorithm, text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === ALGORITHMS[algorithm].bytes && bytes.toString('base64') === text;
}

/** Type a multipart upload gets that names none. */
export function defaultChecksumType(algorithm: ChecksumAlgorithm): ChecksumType {
  return ALGORITHMS[algorithm].defaultType;
}

/** Tells whether S3 offers a type for an algorithm. */
export function hasChecksumType(algorithm: ChecksumAlgorithm, type: ChecksumType): boolean {
  return ALGORITHMS[algorithm].types.includes(type);
}

/** A part's checksum in base64 and its length. */
export interface PartChecksum {
  readonly value: string;
  readonly bytes: number;
}

/** Checksum of a multipart object from those of its parts, in order. */
export async function joinChecksums(
  algorithm: ChecksumAlgorithm,
  type: ChecksumType,
  parts: readonly PartChecksum[],
): Promise<Checksum> {
  const value =
    type === 'COMPOSITE'
      ? await compositeChecksum(algorithm, parts)
      : fullObjectChecksum(algorithm, parts);
  return { algorithm, type, value };
}

async function compositeChecksum(
  algorithm: ChecksumAlgorithm,
  parts: readonly PartChecksum[],
): Promise<string> {
  const running = await startChecksum(algorithm);
  for (const part of parts) running.update(Buffer.from(part.value, 'base64'));
  return `${running.digest().toString('base64')}-${parts.length}`;
}

function fullObjectChecksum(algorithm: ChecksumAlgorithm, parts: readonly PartChecksum[]): string {
  const { field, bytes } = ALGORITHMS[algorithm];
  if (field === undefined) throw new Error(`${algorithm} has no checksum of the full object`);
  const crcs = parts.map((part) => ({
    value: BigInt(`0x${Buffer.from(part.value, 'base64').toString('hex')}`),
    bytes: part.bytes,
  }));
  const hex = combineCrcs(crcs, field).toString(16);
  return Buffer.from(hex.padStart(bytes * 2, '0'), 'hex').toString('base64');
}

class Crc32 implements RunningChecksum {
  #value = 0;

  update(bytes: Uint8Array): void {
    this.#value = crc32(bytes, this.#value);
  }

  digest(): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(this.#value);
    return bytes;
  }
}

function ofHashWasm(hasher: IHasher): RunningChecksum {
  hasher.init();
  return {
    update: (bytes) => void hasher.update(bytes),
    digest: () => Buffer.from(hasher.digest('binary')),
  };
}

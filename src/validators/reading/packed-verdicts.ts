import type { Verdicts } from '../../engine/index.ts';
import type { SpareBuffers } from './spare-buffers.ts';

/** What an engine says of lines, without the lines. */
export type VerdictsAlone = Omit<Verdicts, 'bytes'>;

/** Verdicts in one buffer, which another thread can take over without a copy. */
export interface PackedVerdicts {
  readonly count: number;
  readonly buffer: ArrayBuffer;
}

/** Bytes of a line in the buffer, and of the end behind the last offset. */
const LINE_BYTES = 29;
const END_BYTES = 8;

/** What verdicts on so many lines take in a buffer. */
export function packedBytes(lines: number): number {
  return LINE_BYTES * lines + END_BYTES;
}

/** Copies what an engine says of lines out of its memory. */
export function packVerdicts(verdicts: Verdicts, spares: SpareBuffers): PackedVerdicts {
  const { count } = verdicts;
  const packed = { count, buffer: spares.take(packedBytes(count)) };
  const copy = unpackVerdicts(packed);
  copy.offsets.set(verdicts.offsets.subarray(0, count + 1));
  copy.idHashes.set(verdicts.idHashes.subarray(0, 2 * count));
  copy.ends.set(verdicts.ends.subarray(0, count));
  copy.idStart.set(verdicts.idStart.subarray(0, count));
  copy.idEnd.set(verdicts.idEnd.subarray(0, count));
  copy.verdict.set(verdicts.verdict.subarray(0, count));
  return packed;
}

/** Gives views of what is in the buffer; the widest come first, so that each is aligned. */
export function unpackVerdicts({ count, buffer }: PackedVerdicts): VerdictsAlone {
  const hashesAt = 8 * count + END_BYTES;
  const wordsAt = hashesAt + 8 * count;
  return {
    count,
    offsets: new Float64Array(buffer, 0, count + 1),
    idHashes: new Uint32Array(buffer, hashesAt, 2 * count),
    ends: new Uint32Array(buffer, wordsAt, count),
    idStart: new Uint32Array(buffer, wordsAt + 4 * count, count),
    idEnd: new Uint32Array(buffer, wordsAt + 8 * count, count),
    verdict: new Uint8Array(buffer, wordsAt + 12 * count, count),
  };
}

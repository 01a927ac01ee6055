import type { Verdicts } from '../../engine/index.ts';
import { ACCEPTED } from '../../engine/index.ts';
import type { SpareBuffers } from './spare-buffers.ts';

/** What an engine says of lines, without the lines. */
export type VerdictsAlone = Omit<Verdicts, 'bytes' | 'isAway'>;

/** Verdicts in one buffer, which another thread can take over without a copy. */
export interface PackedVerdicts {
  readonly count: number;
  /** Whatever fits has a place: the size of the buffer says where each array begins. */
  readonly buffer: ArrayBuffer;
}

/** Bytes of a line in the buffer, and of the end behind the last offset. */
const LINE_BYTES = 30;
const END_BYTES = 8;
/** Bytes of the file that one pack is about, at most, and so of what is read again where an id in it was used before or a user's schema is asked. */
const MOST_BYTES = 1 << 22;
/** The same where lines need a closer look, which are often few. */
const MOST_BYTES_TO_READ = 1 << 20;
/** As many blocks fill a pack, and a bit: there is room for the lines of as many as its first one. */
const MOST_BLOCKS = 8.5;
/** Far above what lines of the usual length take: more room for shorter ones would be more memory. */
const MOST_BUFFER_BYTES = 1 << 18;

/** What verdicts on so many lines take in a buffer. */
export function packedBytes(lines: number): number {
  return LINE_BYTES * lines + END_BYTES;
}

/** Verdicts on the lines of one block or a few that stand one behind the other, copied out of an engine's memory. */
export class VerdictPack implements PackedVerdicts {
  readonly buffer: ArrayBuffer;
  readonly #said: VerdictsAlone;
  readonly #capacity: number;
  #count = 0;
  /** Whether lines need a closer look. */
  #isReadAgain: boolean;

  /** @param block The first block. */
  constructor(block: Verdicts, spares: SpareBuffers) {
    const wanted = packedBytes(Math.ceil(MOST_BLOCKS * block.count));
    this.buffer = spares.take(
      Math.max(packedBytes(block.count), Math.min(wanted, MOST_BUFFER_BYTES)),
    );
    this.#capacity = capacityOf(this.buffer);
    this.#said = unpackVerdicts({ count: 0, buffer: this.buffer });
    this.#isReadAgain = needsCloserLook(block);
    this.#append(block);
  }

  get count(): number {
    return this.#count;
  }

  /** Adds the next block; false where it has to begin a pack of its own. */
  add(block: Verdicts): boolean {
    const { count, offsets, ends } = block;
    const isWhole = (offsets[count] ?? 0) - (offsets[0] ?? 0) === ends[count - 1];
    const isReadAgain = this.#isReadAgain || needsCloserLook(block);
    const bytes = (offsets[count] ?? 0) - (this.#said.offsets[0] ?? 0);
    const hasRoom =
      this.#count + count <= this.#capacity &&
      bytes <= (isReadAgain ? MOST_BYTES_TO_READ : MOST_BYTES);
    if (!isWhole || !hasRoom) return false;
    this.#isReadAgain = isReadAgain;
    this.#append(block);
    return true;
  }

  #append({ count, offsets, idHashes, ends, idStart, idEnd, verdict, repeats }: Verdicts): void {
    const said = this.#said;
    const at = this.#count;
    const behind = at === 0 ? 0 : (said.ends[at - 1] ?? 0);
    said.offsets.set(offsets.subarray(0, count + 1), at);
    said.idHashes.set(idHashes.subarray(0, 2 * count), 2 * at);
    said.verdict.set(verdict.subarray(0, count), at);
    said.repeats.set(repeats.subarray(0, count), at);
    for (let index = 0; index < count; index += 1) {
      said.ends[at + index] = (ends[index] as number) + behind;
      said.idStart[at + index] = (idStart[index] as number) + behind;
      said.idEnd[at + index] = (idEnd[index] as number) + behind;
    }
    this.#count += count;
  }
}

/** Gives views of what is in the buffer; the widest come first, so that each is aligned. */
export function unpackVerdicts({ count, buffer }: PackedVerdicts): VerdictsAlone {
  const capacity = capacityOf(buffer);
  const hashesAt = 8 * capacity + END_BYTES;
  const wordsAt = hashesAt + 8 * capacity;
  return {
    count,
    offsets: new Float64Array(buffer, 0, capacity + 1),
    idHashes: new Uint32Array(buffer, hashesAt, 2 * capacity),
    ends: new Uint32Array(buffer, wordsAt, capacity),
    idStart: new Uint32Array(buffer, wordsAt + 4 * capacity, capacity),
    idEnd: new Uint32Array(buffer, wordsAt + 8 * capacity, capacity),
    verdict: new Uint8Array(buffer, wordsAt + 12 * capacity, capacity),
    repeats: new Uint8Array(buffer, wordsAt + 13 * capacity, capacity),
  };
}

function needsCloserLook({ verdict, count }: Verdicts): boolean {
  return verdict.subarray(0, count).some((said) => said !== ACCEPTED);
}

/** Lines there is room for. */
function capacityOf({ byteLength }: ArrayBuffer): number {
  return Math.floor((byteLength - END_BYTES) / LINE_BYTES);
}

import { ID_HASHES_NAME } from '../../dataset/index.ts';
import { hashId, hasId, type Verdicts } from '../../engine/index.ts';
import { type OpenSink, type Sink, UNHASHED } from '../../io/index.ts';
import { recordIdAt } from '../shards/record-id-at.ts';

/** Ids whose hashes are sorted together: a run. */
export const RUN_IDS: number = 1 << 19;

const SECOND_BITS = 21;
const WORD_BITS = 32;

/** Bytes of one hash in the file: a whole number as a double, the lowest byte first. */
export const ID_HASH_BYTES: number = Float64Array.BYTES_PER_ELEMENT;

/** More than any hash of an id: they have 53 bits. */
export const BEYOND_HASHES: number = 2 ** (WORD_BITS + SECOND_BITS);

/** Makes one number of the two words of a hash: all of the first, and of the second as many bits as a double holds beside. */
export function idHashNumber(first: number, second: number): number {
  return first * 2 ** SECOND_BITS + (second >>> (WORD_BITS - SECOND_BITS));
}

/**
 * Writes the hashes of the ids of a piece, so that they can be compared with those of the others: runs of 524,288, each sorted.
 *
 * Memory: 5 MiB.
 */
export class IdHashWriter {
  readonly #open: OpenSink;
  readonly #run = new Float64Array(RUN_IDS);
  #filled = 0;
  #sink: Sink | undefined;

  /** @param open Begins the file. */
  constructor(open: OpenSink) {
    this.#open = open;
  }

  /** Takes the ids of lines. */
  add(block: Verdicts): void {
    const { count, verdict, idHashes } = block;
    for (let index = 0; index < count; index += 1) {
      const isKnown = hasId(verdict[index]);
      this.#run[this.#filled] = isKnown
        ? idHashNumber(idHashes[2 * index] ?? 0, idHashes[2 * index + 1] ?? 0)
        : hashNumberOf(recordIdAt(block, index));
      this.#filled += 1;
      if (this.#filled === RUN_IDS) this.#writeRun();
    }
  }

  /** Ends the file. */
  finish(): void {
    this.#writeRun();
    this.#sink?.close();
    this.#sink = undefined;
  }

  /** Closes the file as it is, where it is open. */
  abandon(): void {
    this.#sink?.abandon();
    this.#sink = undefined;
  }

  #writeRun(): void {
    this.#sink ??= this.#open(ID_HASHES_NAME, UNHASHED);
    const run = this.#run.subarray(0, this.#filled).sort();
    this.#sink.write(new Uint8Array(run.buffer, run.byteOffset, run.byteLength));
    this.#filled = 0;
  }
}

/** The number of an id's hash. */
export function hashNumberOf(recordId: string): number {
  const { first, second } = hashId(Buffer.from(recordId), { first: 0, second: 0 });
  return idHashNumber(first, second);
}

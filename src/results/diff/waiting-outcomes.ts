import { hashId, newIdTable } from '../../engine/index.ts';
import { openSpool, type Spool } from '../../io/index.ts';
import { idBytes } from '../inputs/id-bytes.ts';
import { formatOutcome } from '../outcomes/format-outcome.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { outcomeIn } from '../outcomes/saved-line.ts';

/** One for all: a hash is used as soon as it is made. */
const HASH = { first: 0, second: 0 };

/**
 * Outcomes that wait until one of the same id comes from another side. Exact: a hash only says where to look, and the ids themselves are
 * compared.
 *
 * Memory: some 40 bytes for each that waits, and for each that has waited; the outcomes are in a file in `folder`, or in memory without one.
 */
export class WaitingOutcomes {
  readonly #folder: string | undefined;
  /** Positions count from 1 in it. */
  readonly #table = newIdTable();
  readonly #starts: number[] = [];
  /** Bytes of each, 0 once it was taken. */
  readonly #sizes: number[] = [];
  #spool: Spool | undefined;

  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  put(outcome: Outcome): void {
    this.#spool ??= openSpool(this.#folder, 'outcomes');
    const { first, second } = hashId(idBytes(outcome.recordId), HASH);
    // a position is put behind all others of its hash
    for (let at = this.#table.find(first, second); at !== 0; ) at = this.#table.next();
    const bytes = Buffer.from(formatOutcome(outcome));
    this.#starts.push(this.#spool.bytes);
    this.#table.put(this.#sizes.push(bytes.length));
    this.#spool.write(bytes);
  }

  /** Gives the one that has an id, and waits for nothing any more. */
  take(recordId: string): Outcome | undefined {
    if (this.#sizes.length === 0) return undefined;
    const { first, second } = hashId(idBytes(recordId), HASH);
    for (let at = this.#table.find(first, second); at !== 0; at = this.#table.next()) {
      const outcome = this.#at(at - 1);
      if (outcome?.recordId !== recordId) continue;
      this.#sizes[at - 1] = 0;
      return outcome;
    }
    return undefined;
  }

  /** Gives all that wait still, in the order in which they came. */
  *rest(): Generator<Outcome> {
    for (let index = 0; index < this.#sizes.length; index += 1) {
      const outcome = this.#at(index);
      if (outcome !== undefined) yield outcome;
    }
  }

  close(): void {
    this.#spool?.close();
  }

  #at(index: number): Outcome | undefined {
    const size = this.#sizes[index] ?? 0;
    if (size === 0 || this.#spool === undefined) return undefined;
    const bytes = Buffer.allocUnsafe(size);
    const start = this.#starts[index] ?? 0;
    for (let done = 0; done < size; ) {
      const read = this.#spool.readAt(bytes.subarray(done), start + done);
      if (read === 0) throw new RangeError('An outcome that waits is gone from its spool');
      done += read;
    }
    return outcomeIn(bytes.toString('utf8'));
  }
}

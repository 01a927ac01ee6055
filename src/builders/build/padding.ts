import { padIds } from '../../quotas/index.ts';
import { type EncodedRecord, encodeLine } from '../records/encode-record.ts';

const PAD_LIKE = /^pad-\d+$/;
const MODEL_INPUT = '"modelInput":';

/** The shortest record so far, of which padding would be made. */
interface Shortest {
  readonly bytes: number;
  readonly modelInput: string;
}

/**
 * Knows what padding of a build would be made of, and which ids it must not use.
 *
 * Memory: the shortest record, and the ids that look like those of padding.
 */
export class Padding {
  /** Ids of records that padding must not use. */
  readonly #padLikeIds = new Set<string>();
  #shortest: Shortest | undefined;

  /** Bytes of the shortest record without an error, where there is one. */
  get shortestRecordBytes(): number | undefined {
    return this.#shortest?.bytes;
  }

  /** Remembers the id of a record that is written, if it looks like one of padding. */
  noteId(recordId: string): void {
    if (PAD_LIKE.test(recordId)) this.#padLikeIds.add(recordId);
  }

  /** Remembers the line of a record without an error, if it is the shortest so far. */
  noteLine(line: Uint8Array): void {
    if (line.length >= (this.#shortest?.bytes ?? Infinity)) return;
    const text = new TextDecoder().decode(line);
    const start = text.indexOf(MODEL_INPUT) + MODEL_INPUT.length;
    this.#shortest = { bytes: line.length, modelInput: text.slice(start, text.lastIndexOf('}')) };
  }

  /** Repeats the shortest record under ids of its own, one at a time; gives none where there is no record to repeat. */
  *records(count: number): Generator<EncodedRecord> {
    const shortest = this.#shortest;
    if (shortest === undefined) return;
    for (const recordId of padIds(count, (id) => this.#padLikeIds.has(id))) {
      yield { recordId, line: encodeLine(recordId, shortest.modelInput) };
    }
  }
}

import { decodeUtf8 } from '../../core/index.ts';
import { ACCEPTED, hasId, lineOf, type Verdicts } from '../../engine/index.ts';
import { padIds } from '../../quotas/index.ts';
import { lineWith } from '../records/encode-record.ts';
import { recordIdAt } from '../shards/record-id-at.ts';

const PAD_LIKE = /^pad-\d+$/;
const [PAD_FIRST, , , PAD_FOURTH] = Buffer.from('pad-');
const MODEL_INPUT = '"modelInput":';

/** The shortest record so far, of which padding would be made. */
interface Shortest {
  readonly bytes: number;
  readonly modelInput: string;
}

/** A record of padding, with its line. */
interface PaddingRecord {
  readonly recordId: string;
  readonly line: Uint8Array;
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

  /**
   * Looks at records that are written: which ids look like those of padding, and which is the shortest without an error.
   *
   * @param hasErrors Whether one of the block may have an error; then only those count that the engine accepted.
   */
  note(block: Verdicts, hasErrors: boolean): void {
    const { count, ends, verdict } = block;
    let start = 0;
    for (let index = 0; index < count; index += 1) {
      const end = ends[index] as number;
      if (mayBePadLike(block, index)) this.#noteId(recordIdAt(block, index));
      const isGood = !hasErrors || verdict[index] === ACCEPTED;
      if (isGood && end - start < (this.#shortest?.bytes ?? Infinity))
        this.#noteShortest(lineOf(block, index));
      start = end;
    }
  }

  #noteId(recordId: string): void {
    if (PAD_LIKE.test(recordId)) this.#padLikeIds.add(recordId);
  }

  #noteShortest(line: Uint8Array): void {
    const text = decodeUtf8(line);
    const start = text.indexOf(MODEL_INPUT) + MODEL_INPUT.length;
    this.#shortest = { bytes: line.length, modelInput: text.slice(start, text.lastIndexOf('}')) };
  }

  /** Repeats the shortest record under ids of its own, one at a time; gives none where there is no record to repeat. */
  *records(count: number): Generator<PaddingRecord> {
    const shortest = this.#shortest;
    if (shortest === undefined) return;
    for (const recordId of padIds(count, (id) => this.#padLikeIds.has(id))) {
      yield { recordId, line: Buffer.from(lineWith(recordId, shortest.modelInput)) };
    }
  }
}

/** Tells without making a string whether an id may be like one of padding; ids that the engine does not know all may. */
function mayBePadLike({ bytes, verdict, idStart }: Verdicts, index: number): boolean {
  if (!hasId(verdict[index])) return true;
  const start = idStart[index] as number;
  return bytes[start] === PAD_FIRST && bytes[start + 3] === PAD_FOURTH;
}

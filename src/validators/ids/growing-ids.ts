import { hasId, type Verdicts } from '../../engine/index.ts';

/** Where the bytes of an id stand. */
interface IdBytes {
  bytes: Uint8Array;
  start: number;
  end: number;
}

/**
 * Ids each of which is above the one before: longer, or as long and later in the order of bytes, as numbers of rows and most keys of databases are.
 * None of them can have come before, so nothing but the last one has to be known.
 *
 * Memory: one id.
 */
export class GrowingIds {
  /** No id yet is below any. */
  readonly #last: IdBytes = { bytes: new Uint8Array(0), start: 1, end: 0 };

  /**
   * Takes ids of accepted lines of a block, up to a line that is not accepted or whose id is not above the one before.
   *
   * @param span Their indexes, from the first one to before the last one.
   * @returns The index of the first that was not taken; the end of the span where all were.
   */
  takeAll(block: Verdicts, [from, to]: readonly [number, number]): number {
    const { bytes, idStart, idEnd, verdict } = block;
    const said = verdict[from];
    if (!hasId(said)) return from;
    let index = from;
    const last = { ...this.#last };
    for (; index < to && verdict[index] === said; index += 1) {
      const start = idStart[index] as number;
      const end = idEnd[index] as number;
      if (!isAbove(bytes, start, end, last)) break;
      last.bytes = bytes;
      last.start = start;
      last.end = end;
    }
    if (index > from) this.#keep(last);
    return index;
  }

  /** Takes an id, unless it is not above the one before. */
  take(bytes: Uint8Array): boolean {
    const isTaken = isAbove(bytes, 0, bytes.length, this.#last);
    if (isTaken) this.#keep({ bytes, start: 0, end: bytes.length });
    return isTaken;
  }

  /** A copy: blocks are written to again. */
  #keep({ bytes, start, end }: IdBytes): void {
    this.#last.bytes = Uint8Array.from(bytes.subarray(start, end));
    this.#last.start = 0;
    this.#last.end = end - start;
  }
}

function isAbove(bytes: Uint8Array, start: number, end: number, last: IdBytes): boolean {
  const more = end - start - (last.end - last.start);
  if (more !== 0) return more > 0;
  let at = start;
  let there = last.start;
  while (at < end && bytes[at] === last.bytes[there]) {
    at += 1;
    there += 1;
  }
  return at < end && (bytes[at] as number) > (last.bytes[there] as number);
}

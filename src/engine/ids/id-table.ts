import type { Verdicts } from '../lines/line-engine.ts';

const LAST_POSITION = 2 ** 32 - 1;

/** What a table is told of lines. */
export type HashedLines = Pick<Verdicts, 'idHashes' | 'verdict' | 'count'>;

/**
 * Positions of lines by the hashes of their ids. A table never loses one; it may give one more, whose hash is another.
 *
 * Positions are whole numbers from 1 to 2^32 - 1, each added once.
 */
export interface IdTable {
  /** Says how many positions there may be in the end, so that there is room for them and not for twice as many. */
  expect(positions: number): void;
  /** Takes the lines that are added next. */
  take(lines: HashedLines): void;
  /**
   * Adds consecutive positions for lines that were taken, up to one that is not accepted or whose hash is there already.
   *
   * @param span Indexes of the lines, from the first one to before the last one.
   * @param position Of the first one.
   * @returns The index of the first that was not added; the end of the span where all were.
   */
  addNew(span: readonly [number, number], position: number): number;
  /** Gives the first position with a hash, or 0 where there is none; then `next` gives more, and `put` adds one. */
  find(first: number, second: number): number;
  /** Gives the next position with the hash that was looked for, or 0 where there is no more. */
  next(): number;
  /** Adds a position for the hash that was looked for, once there are no more. */
  put(position: number): void;
  /** Tells whether the position found last could be that of a hash. */
  isHashHere(first: number, second: number): boolean;
}

/** @throws {RangeError} where a position is too high. */
export function requirePosition(position: number): void {
  if (position <= LAST_POSITION) return;
  throw new RangeError('The index of ids cannot number more than 4,294,967,295 lines');
}

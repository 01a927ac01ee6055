import type { Block } from '../../engine/index.ts';
import type { RowPlace } from '../../validators/index.ts';
import type { BuiltRow } from '../intake/built-row.ts';
import { shownNumber } from '../rows/row.ts';

/** The place of a row, in its file where there are several. */
export function placeOf({ row, origin }: BuiltRow): RowPlace {
  return origin?.fileRow === undefined
    ? { row }
    : { row: shownNumber(origin), source: origin.source };
}

/** Gives a line as a block of its own. */
export function blockOf(line: Uint8Array): Block {
  return { bytes: line, ends: Uint32Array.of(line.length), count: 1 };
}

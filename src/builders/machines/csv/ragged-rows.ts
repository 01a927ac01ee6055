import type { CsvHeader } from '../../rows/csv-row.ts';
import type { RaggedRow, RaggedWay } from '../../rows/ragged-row.ts';
import type { TableRowPlace } from '../source-faults.ts';

/** What becomes of one ragged row. */
export type Fate = RaggedRow['fate'];

/** The fields of a line, as far as the header names them. */
export interface LineFields {
  readonly fields: readonly string[];
  /** How many there are, named or not. */
  readonly received: number;
  /** Whether one that the header does not name holds text. */
  readonly hasStray: boolean;
}

/** The columns of a table. */
interface Columns {
  readonly header: CsvHeader;
  /** Columns with those at the end that have no name. */
  readonly width: number;
}

/** Tells whether a line is no row of a table: it has too few fields, too many, or text where no column is named. */
export function isRagged({ received, hasStray }: LineFields, { header, width }: Columns): boolean {
  return received < header.names.length || received > width || hasStray;
}

/** Decides what becomes of a ragged row: what is missing can be filled, but what is too much has no place in a row. */
export function fateOf(way: RaggedWay, received: number, expected: number): Fate {
  if (way === 'skip') return 'left out';
  return way === 'pad' && received < expected ? 'padded' : 'refused';
}

/** Fills what is missing with empty text. */
export function paddedFields(fields: readonly string[], length: number): readonly string[] {
  return [...fields, ...Array.from({ length: length - fields.length }, () => '')];
}

/** Makes what is told of a ragged row. */
export function raggedRow(
  place: TableRowPlace & { readonly source: string },
  { expected, received, fate }: Pick<RaggedRow, 'expected' | 'received' | 'fate'>,
): RaggedRow {
  const { source, row, firstLine: line, lastLine, byteOffset } = place;
  return { source, row, line, lastLine, byteOffset, expected, received, fate };
}

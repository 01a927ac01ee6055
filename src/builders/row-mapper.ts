import type { BatchRecord, Diagnostic, Location } from '../core/index.ts';
import type { Row } from './sources/source.ts';

/** What became of one row. */
export interface MappedRow {
  /** Absent where the row did not become a record; then a diagnostic of severity error says why. */
  readonly record?: BatchRecord<Readonly<Record<string, unknown>>> | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes records of rows. It never rejects for something that is wrong with a row; only what it awaits is a promise. */
export type RowMapper = (row: Row) => MappedRow | Promise<MappedRow>;

/** Gives the place of a row for a diagnostic. */
export function rowLocation(row: Row): Location {
  return { source: row.source, line: row.line, byteOffset: row.byteOffset };
}

import {
  type BatchRecord,
  type Diagnostic,
  describeValue,
  diagnose,
  isObject,
  type Location,
  quote,
} from '../../core/index.ts';
import { type Row, shownNumber } from '../rows/row.ts';

/** What became of one row. */
export interface MappedRow {
  /** Absent where the row did not become a record; then a diagnostic of severity error says why. */
  readonly record?: BatchRecord<Readonly<Record<string, unknown>>> | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes records of rows. It never rejects for something that is wrong with a row; only what it awaits is a promise. */
export type RowMapper = (row: Row) => MappedRow | Promise<MappedRow>;

/** Says that a row did not become a record, and why. */
export function notMapped(row: Row, reason: string): Diagnostic {
  const args = { row: shownNumber(row), reason };
  return diagnose('ROW_NOT_MAPPED', { location: rowLocation(row), args });
}

/** Says that what became of a row is nothing that JSON can say; `cause` is what writing it threw. */
export function notWritten(row: Row, cause: unknown): Diagnostic {
  const message = cause instanceof Error ? cause.message : String(cause);
  const [first = ''] = message.split('\n', 1);
  return notMapped(row, `it cannot be written as JSON: ${quote(first, 200)}`);
}

/** Gives the place of a row for a diagnostic. */
export function rowLocation(row: Row): Location {
  return { source: row.source, line: row.line, byteOffset: row.byteOffset };
}

/** Puts diagnostics before those of what became of a row. */
export function mappedWith(
  diagnostics: readonly Diagnostic[],
  mapped: MappedRow | Promise<MappedRow>,
): MappedRow | Promise<MappedRow> {
  if (mapped instanceof Promise) return mapped.then((one) => mappedWith(diagnostics, one));
  return { ...mapped, diagnostics: [...diagnostics, ...mapped.diagnostics] };
}

/** Says that a row has no such column, and what it is where it is no object. */
export function columnMissing(row: Row, column: string): Diagnostic {
  const is = row.isTabular || isObject(row.value) ? undefined : describeValue(row.value);
  const args = { column, row: shownNumber(row), columns: row.columns, is };
  return diagnose('TEMPLATE_COLUMN_MISSING', { location: rowLocation(row), args });
}

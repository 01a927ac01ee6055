import type { Diagnostic, NotedErrors } from '../../core/index.ts';
import type { RecordLine } from '../records/encode-record.ts';
import type { RenderedLines } from '../rows/rendered-lines.ts';
import type { Row } from '../rows/row.ts';

/** A row that became a record, or that did not. */
export interface BuiltRow {
  /** 1-based. */
  readonly row: number;
  /** The row itself, where there is a source that gave it. */
  readonly origin?: Row | undefined;
  /** Absent where it became no record. */
  readonly line?: RecordLine | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether this is no row but only says something: then nothing is lost without a record. */
  readonly isNote?: boolean | undefined;
}

/** Rows in their order, or the lines that they became at once. */
export type BuiltBatch = readonly BuiltRow[] | RenderedLines;

/** Says why a row that became no record is none, where no diagnostic counts as an error: whatever it says, there is no record. */
export function whyNoRecord({ diagnostics }: BuiltRow): NotedErrors {
  const codes = [...new Set(diagnostics.map(({ code }) => code))];
  const [first] = diagnostics;
  if (first === undefined)
    return { codes: ['ROW_NOT_MAPPED'], message: 'The row became no record', count: 0 };
  return { codes, message: first.message, count: 0 };
}

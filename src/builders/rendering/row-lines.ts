import type { Diagnostic } from '../../core/index.ts';
import { JsonWriter } from '../../engine/index.ts';
import type { BuiltRow } from '../intake/built-row.ts';
import { recordLine } from '../records/encode-record.ts';
import type { RowFinisher, RowWithRecord } from '../records/mapped-rows.ts';
import { notWritten } from '../records/row-mapper.ts';
import type { Row } from '../rows/row.ts';
import { writePlainJson } from './plain-json.ts';

/** Lines are given once they have so many bytes together. */
const MOST_BYTES = 512 * 1024;

/** A row whose line is not read yet. */
export type WrittenRow =
  | BuiltRow
  | {
      readonly row: Row;
      readonly diagnostics: readonly Diagnostic[];
      /** Where its line ends among those that are written. */
      readonly end: number;
    };

/**
 * Makes lines of records: as bytes, many behind each other, where a record is plain data, else as JSON.stringify writes it.
 *
 * Memory: 1 MiB, or up to twice the longest line.
 */
export class RowLines implements RowFinisher<WrittenRow> {
  /** Made for the first row. */
  #made: { readonly writer: JsonWriter | undefined } | undefined;

  /** Whether what was made should be read before more is: the memory for lines is meant for so many. */
  get isFull(): boolean {
    return (this.#made?.writer?.length ?? 0) >= MOST_BYTES;
  }

  /** Writes the line of a row. */
  finish(made: RowWithRecord): WrittenRow {
    this.#made ??= { writer: JsonWriter.create() };
    const end = writtenEnd(made, this.#made.writer);
    const { row, mapped } = made;
    return end === undefined ? builtRow(made) : { row, diagnostics: mapped.diagnostics, end };
  }

  /** Gives all rows of which lines were written since the last time, with their lines; these are to be taken before more is written. */
  read(rows: readonly WrittenRow[]): readonly BuiltRow[] {
    const lines = this.#made?.writer?.take();
    let start = 0;
    return rows.map((written) => {
      if (!('end' in written)) return written;
      const { row, diagnostics, end } = written;
      const line = lines?.subarray(start, end);
      start = end;
      return { row: row.number, origin: row, line, diagnostics };
    });
  }
}

/** Writes the line of a record and gives where it ends; undefined where it is nothing but plain data, and nothing is written. */
function writtenEnd(
  { mapped: { record } }: RowWithRecord,
  writer: JsonWriter | undefined,
): number | undefined {
  if (record === undefined || writer === undefined) return undefined;
  const start = writer.length;
  let isWritten = false;
  try {
    isWritten = isLineWritten(record, writer);
  } catch {
    // a getter threw, or there is too little memory: whatever it is, JSON.stringify says it
  }
  if (isWritten) return writer.length;
  writer.cut(start);
  return undefined;
}

function isLineWritten(
  { recordId, modelInput }: NonNullable<RowWithRecord['mapped']['record']>,
  writer: JsonWriter,
): boolean {
  if (recordId === undefined) writer.raw('{"modelInput":');
  else {
    writer.raw('{"recordId":');
    writer.string(recordId);
    writer.raw(',"modelInput":');
  }
  if (!writePlainJson(modelInput, writer)) return false;
  writer.raw('}\n');
  return true;
}

function builtRow({ row, mapped: { record, diagnostics } }: RowWithRecord): BuiltRow {
  const { number } = row;
  if (record === undefined) return { row: number, origin: row, diagnostics };
  try {
    return { row: number, origin: row, line: recordLine(record), diagnostics };
  } catch (cause) {
    return { row: number, origin: row, diagnostics: [...diagnostics, notWritten(row, cause)] };
  }
}

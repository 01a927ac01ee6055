import { JsonWriter } from '../../engine/index.ts';
import type { BuiltRow } from '../build/run-build.ts';
import { recordLine } from '../records/encode-record.ts';
import type { RowWithRecord } from '../records/mapped-rows.ts';
import { notWritten } from '../records/row-mapper.ts';
import { writePlainJson } from './plain-json.ts';

/** Lines are given once they have so many bytes together. */
const MOST_BYTES = 512 * 1024;

/** A row whose line is not given yet. */
interface WaitingRow {
  readonly made: RowWithRecord;
  /** Where its line ends among those that are written; absent where it is not written here. */
  readonly end?: number | undefined;
}

/**
 * Makes lines of records, many at a time: as bytes, where the record is plain data, else as JSON.stringify writes it.
 *
 * Memory: 1 MiB, or up to twice the longest line.
 */
export class RowLines {
  /** Made for the first rows. */
  #made: { readonly writer: JsonWriter | undefined } | undefined;
  #waiting: WaitingRow[] = [];

  /** Gives what {@link of} gives of one list of rows after the other. */
  async *ofAll(
    lists: AsyncIterable<readonly RowWithRecord[]>,
  ): AsyncGenerator<readonly BuiltRow[], void> {
    for await (const rows of lists) yield* this.of(rows);
  }

  /** Gives rows in their order with their lines, which are to be taken before the next ones are asked for; an empty list where there are no rows. */
  *of(rows: readonly RowWithRecord[]): Generator<readonly BuiltRow[], void> {
    this.#made ??= { writer: JsonWriter.create() };
    const { writer } = this.#made;
    if (writer === undefined) return yield rows.map(builtRow);
    for (const made of rows) {
      this.#waiting.push({ made, end: writtenEnd(made, writer) });
      if (writer.length >= MOST_BYTES) yield this.#take(writer);
    }
    if (this.#waiting.length > 0 || rows.length === 0) yield this.#take(writer);
  }

  #take(writer: JsonWriter): readonly BuiltRow[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    const lines = writer.take();
    let start = 0;
    return waiting.map(({ made, end }) => {
      if (end === undefined) return builtRow(made);
      const line = lines.subarray(start, end);
      start = end;
      const { row, mapped } = made;
      return { row: row.number, origin: row, line, diagnostics: mapped.diagnostics };
    });
  }
}

/** Writes the line of a record and gives where it ends; undefined where it is nothing but plain data, and nothing is written. */
function writtenEnd({ mapped: { record } }: RowWithRecord, writer: JsonWriter): number | undefined {
  if (record === undefined) return undefined;
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
  if (record === undefined) return { row: number, diagnostics };
  try {
    return { row: number, origin: row, line: recordLine(record), diagnostics };
  } catch (cause) {
    return { row: number, diagnostics: [...diagnostics, notWritten(row, cause)] };
  }
}

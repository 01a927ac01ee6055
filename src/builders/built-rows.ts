import type { RenderedRows } from '../engine/index.ts';
import { RaggedNotes } from './build/ragged-notes.ts';
import type { BuiltBatch, BuiltRow } from './build/run-build.ts';
import { recordLine } from './records/encode-record.ts';
import { mappedRows, mapRows, type RowLimits, type RowWithRecord } from './records/mapped-rows.ts';
import { notWritten, type RowMapper } from './records/row-mapper.ts';
import type { RenderedBatch, TemplateFor } from './rendering/rendered-batch.ts';
import { rendererOf } from './sources/rendered-source.ts';
import type { Source } from './sources/source.ts';

/** How rows become records: one by one, and where there is a template many at once. */
interface RowMaking extends RowLimits {
  readonly mapper: RowMapper;
  readonly templateFor?: TemplateFor | undefined;
}

/** Reads a source and makes records of its rows, in their order. */
export async function* builtRows(source: Source, making: RowMaking): AsyncGenerator<BuiltBatch> {
  const { templateFor, mapper, limit = Infinity, signal } = making;
  const ragged = new RaggedNotes(limit);
  const reading = { signal, ...ragged.taking };
  const render = templateFor === undefined ? undefined : rendererOf(source);
  if (templateFor === undefined || render === undefined) {
    for await (const rows of mappedRows(source, mapper, { ...reading, limit }))
      yield ragged.among(rows.map(builtRow));
    return;
  }
  for await (const batch of render(templateFor, reading)) {
    if (batch.kind === 'lines') {
      const lines = firstLines(batch, limit);
      if (lines.count > 0) yield lines;
    } else {
      for await (const rows of mapRows(
        batch.rows.filter(({ number }) => number <= limit),
        mapper,
      ))
        yield ragged.among(rows.map(builtRow));
    }
    if (numberOfLast(batch) >= limit) return;
  }
}

/** The number of the last row of a batch; 0 where it has none. */
function numberOfLast(batch: RenderedBatch): number {
  return batch.kind === 'rows'
    ? (batch.rows.at(-1)?.number ?? 0)
    : batch.firstRow + batch.count - 1;
}

/** Leaves out the lines of rows behind the last one that is wanted. */
function firstLines(rows: RenderedRows, limit: number): RenderedRows {
  const count = Math.min(rows.count, Math.max(0, limit - rows.firstRow + 1));
  if (count === rows.count) return rows;
  const bytes = rows.bytes.subarray(0, rows.ends[count - 1] ?? 0);
  const digestBytes = rows.digests.length / rows.count;
  return { ...rows, count, bytes, digests: rows.digests.subarray(0, count * digestBytes) };
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

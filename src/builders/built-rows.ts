import type { BuiltBatch } from './intake/built-row.ts';
import { RaggedNotes } from './intake/ragged-notes.ts';
import { madeOf, madeRows, type RowLimits } from './records/mapped-rows.ts';
import type { RowMapper } from './records/row-mapper.ts';
import { lastRowOf, type TemplateFor } from './rendering/rendered-batch.ts';
import { RowLines } from './rendering/row-lines.ts';
import { firstLines, type RenderedLines } from './rows/rendered-lines.ts';
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
  const lines = new RowLines();
  const maker = { mapper, finisher: lines };
  const reading = { signal, ...ragged.taking };
  const render = templateFor === undefined ? undefined : rendererOf(source);
  if (templateFor === undefined || render === undefined) {
    for await (const rows of madeRows(source, maker, { ...reading, limit }))
      yield ragged.among(lines.read(rows));
    return;
  }
  for await (const batch of render(templateFor, reading)) {
    if (batch.kind === 'lines') {
      const first = wantedLines(batch, limit);
      if (first.count > 0) yield first;
    } else {
      const wanted = batch.rows.filter(({ number }) => number <= limit);
      for await (const rows of madeOf(wanted, maker)) yield ragged.among(lines.read(rows));
    }
    if (lastRowOf(batch) >= limit) return;
  }
}

/** Leaves out the lines of rows behind the last one that is wanted. */
function wantedLines(lines: RenderedLines, limit: number): RenderedLines {
  return firstLines(lines, Math.min(lines.count, Math.max(0, limit - lines.firstRow + 1)));
}

import type { RowTemplate } from '../../engine/index.ts';
import type { RenderedLines } from '../rows/rendered-lines.ts';
import type { Row } from '../rows/row.ts';

/** Rows in the order of their source: lines that they became already, or rows, if any, that are still to be mapped. */
export type RenderedBatch =
  | RenderedLines
  | { readonly kind: 'rows'; readonly rows: readonly Row[] };

/** The 1-based number of the last row of a batch, over all files; 0 where it has none. */
export function lastRowOf(batch: RenderedBatch): number {
  if (batch.kind === 'lines') return batch.firstRow + batch.rows - 1;
  return batch.rows.at(-1)?.number ?? 0;
}

/** Makes the template for rows with these columns; undefined where rows have to be mapped one by one. */
export interface TemplateFor {
  (columns: readonly string[]): RowTemplate | undefined;
  /** The columns that are named in it, each once. */
  readonly columns: readonly string[];
}

import type { RenderedRows, RowTemplate } from '../../engine/index.ts';
import type { Row } from '../rows/row.ts';

/** Rows in the order of their source: lines that they became already, or rows, if any, that are still to be mapped. */
export type RenderedBatch = RenderedRows | { readonly kind: 'rows'; readonly rows: readonly Row[] };

/** Makes the template for rows with these columns; undefined where rows have to be mapped one by one. */
export interface TemplateFor {
  (columns: readonly string[]): RowTemplate | undefined;
  /** The columns that are named in it, each once. */
  readonly columns: readonly string[];
}

import type { RenderedRows } from '../../engine/index.ts';

/** Lines that rows became. */
export interface RenderedLines extends RenderedRows {
  /** The file they are from, where there are several, and the rows of those before it. */
  readonly file?: { readonly source: string; readonly rowsBefore: number } | undefined;
}

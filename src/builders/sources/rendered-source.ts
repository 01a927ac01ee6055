import type { RenderedBatch, TemplateFor } from '../rendering/rendered-batch.ts';
import type { RowsOptions, Source } from './source.ts';

/** Reads the rows of a source as {@link Source.rows} does, those as lines at once of which the template makes some. */
export type RenderRows = (
  templateFor: TemplateFor,
  options?: RowsOptions,
) => AsyncIterable<RenderedBatch>;

/** Beside the sources and not in them: a source that somebody made out of another one has rows of its own. */
const RENDERERS = new WeakMap<Source, RenderRows>();

/** Says how the rows of a source become lines. */
export function setRenderer(source: Source, render: RenderRows): void {
  RENDERERS.set(source, render);
}

/** Gives what makes lines of a source's rows; undefined where rows are all it has. */
export function rendererOf(source: Source): RenderRows | undefined {
  return RENDERERS.get(source);
}

/** Reads the rows of a source, as lines at once where it has what makes them. */
export function renderedRows(
  source: Source,
  templateFor: TemplateFor,
  options?: RowsOptions,
): AsyncIterable<RenderedBatch> {
  return rendererOf(source)?.(templateFor, options) ?? rowsAlone(source, options);
}

/** Reads the rows of a source, none of them as lines. */
export async function* rowsAlone(
  source: Source,
  options?: RowsOptions,
): AsyncGenerator<RenderedBatch, void> {
  for await (const rows of source.rows(options)) yield { kind: 'rows', rows };
}

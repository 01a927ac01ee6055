import type { RowPiece, RowTemplate } from '../../engine/index.ts';
import { tableDigest } from '../row-digests/table-digest.ts';
import { rendererOf } from '../sources/rendered-source.ts';
import type { RowsOptions, Source } from '../sources/source.ts';
import type { RenderedBatch, TemplateFor } from './rendered-batch.ts';

const ENCODER = new TextEncoder();

/** Only tables: a template has texts of columns, where a row of JSON has values. */
const tableRows: TemplateFor = Object.assign(rowTemplate, { columns: [] });

/**
 * Reads the rows of a source as {@link Source.rows} does, those of a table as JSON at once, each with its digest: what JSON.stringify
 * makes of their values, but for escapes of U+0085, U+2028 and U+2029. No JavaScript value is made of them.
 *
 * @returns Rows as lines, or as they are where the engine must not read them; undefined where that is all that the source has.
 */
export function rowsAsJson(
  source: Source,
  options: RowsOptions,
): AsyncIterable<RenderedBatch> | undefined {
  return rendererOf(source)?.(tableRows, options);
}

/** The members of a row are in the order that JavaScript has them in: names that are indexes come first. */
function rowTemplate(columns: readonly string[]): RowTemplate | undefined {
  const digest = tableDigest(columns);
  if (digest === undefined) return undefined;
  const places = Object.fromEntries(columns.map((name, place) => [name, place]));
  const pieces = Object.keys(places).flatMap((name, index): readonly RowPiece[] => [
    ENCODER.encode(`${index === 0 ? '{' : '",'}${JSON.stringify(name)}:"`),
    places[name] as number,
  ]);
  const end = ENCODER.encode('"}\n');
  return { fields: columns.length, pieces: [...pieces, end], needed: [], digest };
}

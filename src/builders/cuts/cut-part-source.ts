import type { Row } from '../rows/row.ts';
import { areManyBytes, renderedOfFiles, rowsOfFiles } from '../sources/from-files.ts';
import type { OpenSourceOptions } from '../sources/open-source.ts';
import { setRenderer } from '../sources/rendered-source.ts';
import type { RowsOptions, Source } from '../sources/source.ts';
import type { CutFile, CutPart } from './cut-source.ts';
import { spanSource } from './span-source.ts';

/** A part of a source, and the files of all. */
export interface CutPartOf {
  /** What the source is called. */
  readonly name: string;
  readonly files: readonly CutFile[];
  readonly part: Pick<CutPart, 'spans'>;
}

/**
 * Makes a source of a part that {@link cutSource} cut: its rows have the numbers that they have in the whole source.
 *
 * Memory: as that of the whole source.
 */
export function cutPartSource(of: CutPartOf, options: OpenSourceOptions): Source {
  const { name, files, part } = of;
  const opened = part.spans.flatMap((span) => {
    const file = files[span.file];
    if (file === undefined) return [];
    const isWorthAnEngine = areManyBytes(span.end - span.start);
    const { rowsBefore } = file;
    return [{ source: spanSource(file, span, options), isWorthAnEngine, rowsBefore }];
  });
  const [first] = opened;
  if (first !== undefined && files.length === 1) return first.source;
  const source = Object.freeze({
    name,
    isRepeatable: true,
    rows: (rowsOptions?: RowsOptions): AsyncIterable<readonly Row[]> =>
      rowsOfFiles(opened, rowsOptions),
  });
  setRenderer(source, (templateFor, rowsOptions) =>
    renderedOfFiles(opened, { templateFor, rowsOptions }),
  );
  return source;
}

import { InvalidOptionError } from '../../core/index.ts';
import { regularFileBytes } from '../../io/index.ts';
import { lastRowOf, type RenderedBatch, type TemplateFor } from '../rendering/rendered-batch.ts';
import { FileRow } from '../rows/file-row.ts';
import type { RaggedRow } from '../rows/ragged-row.ts';
import type { RenderedLines } from '../rows/rendered-lines.ts';
import type { Row } from '../rows/row.ts';
import { isInS3 } from './byte-source.ts';
import { expandPaths } from './expand-paths.ts';
import { type OpenSourceOptions, openSource } from './open-source.ts';
import { renderedRows, rowsAlone, setRenderer } from './rendered-source.ts';
import type { RowsOptions, Source, SourceIdentity } from './source.ts';

/** What an engine takes to be made, as time that mapping the rows of so many bytes one by one takes. */
const ENGINE_FROM_BYTES = 128 * 1024;

/**
 * Makes one source of several files: their rows one file after the other, counted over all of them.
 *
 * Each path is a file, a folder, or a pattern such as `data/*.csv`. They are read in the order given; a folder gives all files in and below
 * it whose names end as those of a format, a pattern those that fit, both in the byte order of their paths, so that `part-10` stands before
 * `part-2`. Each file is opened as {@link openSource} does: it has a header of its own, and may be packed. Diagnostics name file and row.
 * Memory: that of one file at a time, and the list of their paths.
 *
 * @param paths Files, folders and patterns.
 * @param options How each file is read; format and other options hold for all of them.
 * @returns A source that can be read again; which files there are is looked up when its rows or its identity are asked for. Its rows
 * throw what those of {@link openSource} do, {@link SourceError} `SOURCE_NOT_FOUND` where a folder or a pattern has no file, and
 * {@link InvalidOptionError} `INVALID_OPTION` where a file is named twice.
 * @throws {InvalidOptionError} `INVALID_OPTION` where there are no paths.
 *
 * @example Two files
 * ```ts
 * import { mkdtemp, writeFile } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { fromFiles } from 'bedrock-batch/builders';
 *
 * const folder = await mkdtemp(join(tmpdir(), 'example-'));
 * await writeFile(join(folder, 'a.csv'), 'title\nJaws\n');
 * await writeFile(join(folder, 'b.jsonl'), '{"title":"Alien"}\n');
 * for await (const rows of fromFiles([folder]).rows())
 *   for (const { number, source } of rows) console.assert(source.endsWith(number === 1 ? 'a.csv' : 'b.jsonl'));
 * ```
 */
export function fromFiles(
  paths: readonly string[],
  options: Omit<OpenSourceOptions, 'name'> = {},
): Source {
  const [first, ...others] = paths;
  if (first === undefined) throw noPaths();
  const source = Object.freeze({
    name: others.length === 0 ? first : `${first} and ${others.length} more`,
    isRepeatable: true,
    identity: () => identityOf(first, paths, options),
    rows: async function* (rowsOptions?: RowsOptions) {
      yield* rowsOfFiles(await openedFiles(paths, options), rowsOptions);
    },
  });
  setRenderer(source, async function* (templateFor, rowsOptions) {
    yield* renderedOfFiles(await openedFiles(paths, options), { templateFor, rowsOptions });
  });
  return source;
}

function noPaths(): InvalidOptionError {
  return new InvalidOptionError('There are no paths to read rows from', {
    option: 'source',
    expected: 'one path at least',
    received: 'none',
  });
}

/** What identifies all files together: each of them, in their order. */
async function identityOf(
  path: string,
  paths: readonly string[],
  options: OpenSourceOptions,
): Promise<SourceIdentity> {
  const files: SourceIdentity[] = [];
  for (const file of await expandPaths(paths, options.objects)) {
    const identity = await openSource(file, options).identity?.();
    if (identity !== undefined) files.push(identity);
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const modified = files.reduce((latest, file) => Math.max(latest, file.modified), 0);
  return { path, bytes, modified, files };
}

/** One of several files, opened. */
export interface OpenedFile {
  readonly source: Source;
  /** Whether lines made at once save more than what makes them takes to be made. */
  readonly isWorthAnEngine: boolean;
  /** Rows of the files before it; as many as were read where it is not known. */
  readonly rowsBefore?: number | undefined;
}

async function openedFiles(
  paths: readonly string[],
  options: OpenSourceOptions,
): Promise<readonly OpenedFile[]> {
  const files = await expandPaths(paths, options.objects);
  return files.map((path) => ({
    source: openSource(path, options),
    isWorthAnEngine: isWorthAnEngine(path),
  }));
}

/** Reads the rows of files one file after the other, counted over all of them. */
export async function* rowsOfFiles(
  files: readonly OpenedFile[],
  rowsOptions: RowsOptions = {},
): AsyncGenerator<readonly Row[], void> {
  let before = 0;
  for (const { source, rowsBefore = before } of files) {
    const reading = new FileReading(rowsOptions, rowsBefore);
    for await (const rows of source.rows(reading.options)) yield reading.rows(rows);
    before = reading.lastRow;
  }
}

/** As {@link rowsOfFiles}, with lines at once of the rows of which the template makes some. */
export async function* renderedOfFiles(
  files: readonly OpenedFile[],
  { templateFor, rowsOptions = {} }: Rendering,
): AsyncGenerator<RenderedBatch, void> {
  let before = 0;
  for (const { source, isWorthAnEngine: isWorth, rowsBefore = before } of files) {
    const reading = new FileReading(rowsOptions, rowsBefore);
    const batches = isWorth
      ? renderedRows(source, counted(templateFor, rowsBefore), reading.options)
      : rowsAlone(source, reading.options);
    for await (const batch of batches) {
      if (batch.kind === 'lines') yield reading.lines(batch, source.name);
      else yield { kind: 'rows', rows: reading.rows(batch.rows) };
    }
    before = reading.lastRow;
  }
}

/** Whether lines made at once save more than what makes them takes to be made. */
function isWorthAnEngine(path: string): boolean {
  if (isInS3(path)) return true;
  try {
    return areManyBytes(regularFileBytes(path) ?? Infinity);
  } catch {
    return false; // whoever reads it says what is wrong
  }
}

/** Whether an engine is worth to be made for so many bytes. */
export function areManyBytes(bytes: number): boolean {
  return bytes >= ENGINE_FROM_BYTES;
}

interface Rendering {
  readonly templateFor: TemplateFor;
  readonly rowsOptions: RowsOptions | undefined;
}

/** Counts the rows of one file on from those of the files before it. */
class FileReading {
  readonly options: RowsOptions;
  readonly #before: number;
  #last: number;

  constructor({ signal, onRagged }: RowsOptions, before: number) {
    this.#before = before;
    this.#last = before;
    this.options = { signal, onRagged: onRagged && ((ragged) => this.#tell(ragged, onRagged)) };
  }

  /** The number of the last row so far, over all files. */
  get lastRow(): number {
    return this.#last;
  }

  rows(batch: readonly Row[]): readonly Row[] {
    const rows = batch.map((row) => new FileRow(row, this.#before));
    this.#last = Math.max(this.#last, rows.at(-1)?.number ?? 0);
    return rows;
  }

  lines(batch: RenderedLines, source: string): RenderedLines {
    const file = { source, rowsBefore: this.#before };
    const lines = { ...batch, firstRow: batch.firstRow + this.#before, file };
    this.#last = Math.max(this.#last, lastRowOf(lines));
    return lines;
  }

  #tell(ragged: RaggedRow, tell: NonNullable<RowsOptions['onRagged']>): void {
    const row = ragged.row + this.#before;
    if (ragged.fate === 'refused') this.#last = Math.max(this.#last, row);
    tell({ ...ragged, row, fileRow: ragged.row });
  }
}

/** Makes the number of a row in its line count on. */
function counted(templateFor: TemplateFor, rowsBefore: number): TemplateFor {
  const countedFor = (columns: readonly string[]) => {
    const template = templateFor(columns);
    return template === undefined ? undefined : { ...template, rowsBefore };
  };
  return Object.assign(countedFor, { columns: templateFor.columns });
}

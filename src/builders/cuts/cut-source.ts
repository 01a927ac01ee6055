import { resolve } from 'node:path';
import { InvalidOptionError, quote } from '../../core/index.ts';
import { isInS3 } from '../sources/byte-source.ts';
import { expandPaths } from '../sources/expand-paths.ts';
import { identityAt } from '../sources/identity-at.ts';
import type { OpenSourceOptions } from '../sources/open-source.ts';
import { type CutPlace, chooseCuts } from './choose-cuts.ts';
import { cuttableFile, type FileLayout } from './cuttable.ts';
import { placedBytes } from './placed-bytes.ts';
import type { RowCut } from './row-cut.ts';
import { countRows, type ScannedFile, scanFile } from './scan-file.ts';
import type { RowFile, RowSpan } from './span-source.ts';

/** A file of a source that was cut. */
export interface CutFile extends RowFile {
  /** When it was changed last: milliseconds since 1970. */
  readonly modified: number;
  /** Rows of the files before it. */
  readonly rowsBefore: number;
}

/** A span of one of the files. */
export interface CutSpan extends RowSpan {
  /** 0-based. */
  readonly file: number;
}

/** One of the parts that a source was cut into. */
export interface CutPart {
  /** Rows of the source before it. */
  readonly rowsBefore: number;
  readonly rows: number;
  readonly bytes: number;
  readonly spans: readonly CutSpan[];
}

/** A source that was cut. */
export interface PartedSource {
  readonly files: readonly CutFile[];
  readonly rows: number;
  readonly bytes: number;
  /** As many as were asked for; the last ones are empty where there are too few places to cut at. */
  readonly parts: readonly CutPart[];
}

/** How a source is cut. */
export interface CutOptions {
  readonly partitions: number;
  /** Records that fill a job: it is cut behind multiples of so many rows, where that fits. */
  readonly recordsPerJob: number;
  /** Number of the row behind which none is taken: what stands there is not looked at, and files behind it are none of the source's. Default: none. */
  readonly lastRow?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told how many bytes were read. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
}

/** A place between two rows, or two files. */
interface Place extends CutPlace {
  readonly file: number;
  readonly cut: RowCut;
}

/** What is known of a file before its rows are. */
interface FileBefore {
  readonly index: number;
  readonly path: string;
  readonly bytes: number;
  readonly modified: number;
  readonly etag: string | undefined;
  /** Bytes of the files before it. */
  readonly position: number;
}

/**
 * Cuts a source into parts between its rows, each file read once. Every row stands in one part, and the parts are in the order of the rows.
 *
 * Memory: as reading its rows, and some hundred bytes for each file, part and job.
 *
 * @param paths Files, folders and patterns, or URIs of objects and prefixes.
 * @param options How each file is read.
 * @throws {InvalidOptionError} `INVALID_OPTION` where the source is one file that cannot be cut, or its format is not known.
 * @throws {SourceError} where it cannot be read.
 */
export async function cutSource(
  paths: readonly string[],
  { options, cut }: { readonly options: OpenSourceOptions; readonly cut: CutOptions },
): Promise<PartedSource> {
  const before: FileBefore[] = [];
  let total = 0;
  for (const [index, path] of (await expandPaths(paths, options.objects)).entries()) {
    const { bytes, modified, etag } = await identityAt(path, options);
    before.push({ index, path, bytes, modified, etag, position: total });
    total += bytes;
  }
  const cutter = new SourceCutter(total, { options, cut });
  for (const file of before) {
    if (cutter.isDone) break;
    await cutter.add(file, before.length === 1);
    cut.onProgress?.(file.position + file.bytes);
  }
  return cutter.finish();
}

class SourceCutter {
  readonly #bytes: number;
  readonly #options: OpenSourceOptions;
  readonly #cut: CutOptions;
  readonly #files: CutFile[] = [];
  readonly #byBytes: Place[] = [];
  readonly #byJobs: Place[] = [];
  #rows = 0;

  constructor(
    bytes: number,
    { options, cut }: { readonly options: OpenSourceOptions; readonly cut: CutOptions },
  ) {
    this.#bytes = bytes;
    this.#options = options;
    this.#cut = cut;
  }

  /** Whether no row that is taken stands in the files that are left. */
  get isDone(): boolean {
    return this.#left <= 0;
  }

  /** Rows that may be taken yet. */
  get #left(): number {
    return (this.#cut.lastRow ?? Infinity) - this.#rows;
  }

  async add(before: FileBefore, isAlone: boolean): Promise<void> {
    const { index, path, bytes, modified, etag } = before;
    const rowsBefore = this.#rows;
    if (index > 0) this.#addPlace(this.#byBytes, before, { end: 0, ...FIRST });
    const { layout, ...scanned } = await this.#scan(before, isAlone);
    for (const cut of scanned.byOffset) this.#addPlace(this.#byBytes, before, cut);
    for (const cut of scanned.byRows) this.#addPlace(this.#byJobs, before, cut);
    const { table } = scanned;
    this.#files.push({
      path: isInS3(path) ? path : resolve(path),
      name: path,
      bytes,
      modified,
      etag,
      rowsBefore,
      layout,
      table,
    });
    this.#rows += scanned.rows;
  }

  async #scan(
    before: FileBefore,
    isAlone: boolean,
  ): Promise<ScannedFile & { readonly layout: FileLayout | undefined }> {
    const { path } = before;
    const options = this.#options;
    const bytes = placedBytes(path, before, options);
    try {
      const cuttable = await cuttableFile(path, bytes, options);
      if ('layout' in cuttable) {
        const { layout } = cuttable;
        const wanted = this.#wanted(before);
        return { layout, ...(await scanFile(path, { layout, bytes }, { options, wanted })) };
      }
      if (isAlone && this.#cut.partitions > 1) throw cannotCut(path, cuttable);
      const rows = await countRows(path, options, { most: this.#left, signal: this.#cut.signal });
      return { layout: undefined, rows, ...UNCUT };
    } finally {
      bytes.close();
    }
  }

  finish(): PartedSource {
    const { lastRow = this.#rows, partitions } = this.#cut;
    const rows = Math.min(this.#rows, lastRow);
    // behind the last row nothing is left to begin
    const isWithin = ({ rowsBefore }: Place) => rowsBefore < rows;
    const [byBytes, byJobs] = [this.#byBytes.filter(isWithin), this.#byJobs.filter(isWithin)];
    const bytes = rows < this.#rows ? this.#bytesUpTo(rows) : this.#bytes;
    const cuts = chooseCuts({ byBytes, byJobs, bytes }, partitions);
    const begin: Place = { file: 0, position: 0, rowsBefore: 0, cut: { end: 0, ...FIRST } };
    const starts = [begin, ...cuts];
    const parts = starts.map((start, index) => this.#part(start, starts[index + 1], rows));
    while (parts.length < partitions)
      parts.push({ rowsBefore: rows, rows: 0, bytes: 0, spans: [] });
    return { files: this.#files, rows, bytes: this.#bytes, parts };
  }

  /** About how many bytes there are before a row: as far as the first place behind it. */
  #bytesUpTo(row: number): number {
    const behind = [...this.#byBytes, ...this.#byJobs]
      .filter(({ rowsBefore }) => rowsBefore >= row)
      .map(({ position }) => position);
    return behind.reduce((least, position) => Math.min(least, position), this.#bytes);
  }

  /** Where in a file the shares of the bytes end. */
  #wanted({ bytes, position }: FileBefore) {
    const { partitions, recordsPerJob: every, signal } = this.#cut;
    // more places than are taken, for those that are near the beginning of a job are not
    const share = Math.max(1, this.#bytes / (2 * partitions));
    const offsets: number[] = [];
    const first = Math.floor(position / share) + 1;
    for (let index = first; index * share < position + bytes; index += 1)
      offsets.push(Math.ceil(index * share - position));
    return { offsets, every, rowsBefore: this.#rows, most: this.#left, signal };
  }

  #addPlace(places: Place[], { index: file, position }: FileBefore, cut: RowCut): void {
    const rowsBefore = this.#rows + cut.rowsBefore;
    places.push({ file, position: position + cut.start, rowsBefore, cut });
  }

  #part(start: Place, next: Place | undefined, all: number): CutPart {
    const spans: CutSpan[] = [];
    const lastFile = next?.file ?? this.#files.length - 1;
    for (let file = start.file; file <= lastFile; file += 1) {
      const from = file === start.file ? start.cut : FIRST;
      const end = file === next?.file ? next.cut.end : (this.#files[file]?.bytes ?? 0);
      const { start: begin, rowsBefore, line } = from;
      if (end > begin) spans.push({ file, start: begin, end, rowsBefore, line });
    }
    const rows = (next?.rowsBefore ?? all) - start.rowsBefore;
    const bytes = spans.reduce((sum, span) => sum + span.end - span.start, 0);
    return { rowsBefore: start.rowsBefore, rows, bytes, spans };
  }
}

const FIRST = { start: 0, rowsBefore: 0, line: 1 };

const UNCUT: Omit<ScannedFile, 'rows'> = { table: undefined, byOffset: [], byRows: [] };

function cannotCut(
  path: string,
  { why, hint }: { readonly why: string; readonly hint: string },
): InvalidOptionError {
  return new InvalidOptionError(`${quote(path)} cannot be cut into partitions: ${why}`, {
    option: 'source',
    expected: 'CSV, TSV, JSON lines or one JSON array in UTF-8, or several files',
    received: why,
    hint,
  });
}

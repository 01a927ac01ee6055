import { NEWLINE } from '../../core/index.ts';
import { BlockMemory } from '../../io/index.ts';
import { lastRowOf } from '../rendering/rendered-batch.ts';
import { type OpenSourceOptions, openSource } from '../sources/open-source.ts';
import { renderedRows } from '../sources/rendered-source.ts';
import type { FileLayout } from './cuttable.ts';
import type { PlacedBytes } from './placed-bytes.ts';
import { cutAtLine, cutInArray, type ReadPlace, type RowCut } from './row-cut.ts';
import { COUNTING, type RowScanner, rowScanner } from './row-scanner.ts';
import type { KnownTable } from './span-source.ts';

/** Where cuts of a file are wanted. */
export interface WantedCuts {
  /** Offsets, growing: of each the last place at or before it where a row begins. */
  readonly offsets: readonly number[];
  /** Also behind each multiple of so many rows. */
  readonly every: number;
  /** Rows of files before this one, which count for the multiples. */
  readonly rowsBefore: number;
  /** Rows of this file behind which nothing is looked at: a build does not either. Default: none. */
  readonly most?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a scan of a file found. */
export interface ScannedFile {
  readonly rows: number;
  readonly table: KnownTable | undefined;
  /** Between rows, in their order; as many as there are of those that were wanted by offsets. */
  readonly byOffset: readonly RowCut[];
  /** Behind multiples of rows. */
  readonly byRows: readonly RowCut[];
}

/** Most multiples of rows that are kept: of more, every second one. */
const MOST_BY_ROWS = 1 << 16;

/**
 * Reads a file once to count its rows and to find where it can be cut between them.
 *
 * Memory: as reading its rows, and 100 bytes for each cut, of which there are 65,536 at most beside the offsets.
 *
 * @throws {SourceError} where its rows cannot be read; {@link InvalidOptionError} where the options do not fit.
 */
export async function scanFile(
  path: string,
  { layout, bytes }: { readonly layout: FileLayout; readonly bytes: PlacedBytes },
  { options, wanted }: { readonly options: OpenSourceOptions; readonly wanted: WantedCuts },
): Promise<ScannedFile> {
  const scanner = rowScanner(layout, options.name ?? path, options);
  const scan = new FileScan(bytes, layout, { scanner, wanted });
  const memory = new BlockMemory();
  const { signal, most = Infinity } = wanted;
  for await (const block of bytes.read({ signal, memory })) {
    await scan.push(block);
    if (!scanner.holdsBytes) memory.give(block);
    if (scanner.rows >= most) break;
  }
  if (scanner.rows < most) {
    scanner.finish();
    if (scanner.failure !== undefined) throw scanner.failure;
  }
  return { rows: scanner.rows, table: scanner.table, byOffset: scan.byOffset, byRows: scan.byRows };
}

/** Counts the rows of a file that cannot be cut, as far as they are looked at. */
export async function countRows(
  path: string,
  options: OpenSourceOptions,
  { most = Infinity, signal }: Pick<WantedCuts, 'most' | 'signal'>,
): Promise<number> {
  let rows = 0;
  const onRagged = ({ row, fate }: { readonly row: number; readonly fate: string }) => {
    if (fate === 'refused') rows = Math.max(rows, row);
  };
  for await (const batch of renderedRows(openSource(path, options), COUNTING, {
    signal,
    onRagged,
  })) {
    rows = Math.max(rows, lastRowOf(batch));
    if (rows >= most) break;
  }
  return rows;
}

class FileScan {
  readonly byOffset: RowCut[] = [];
  byRows: RowCut[] = [];
  readonly #bytes: PlacedBytes;
  readonly #layout: FileLayout;
  readonly #scanner: RowScanner;
  readonly #wanted: WantedCuts;
  #offset = 0;
  #nextOffset = 0;
  #every: number;
  #place: ReadPlace | undefined;

  constructor(
    bytes: PlacedBytes,
    layout: FileLayout,
    { scanner, wanted }: { readonly scanner: RowScanner; readonly wanted: WantedCuts },
  ) {
    this.#bytes = bytes;
    this.#layout = layout;
    this.#scanner = scanner;
    this.#wanted = wanted;
    this.#every = wanted.every;
    this.#place = scanner.place;
  }

  /** Takes a block, in pieces that end at the offsets. */
  async push(block: Uint8Array): Promise<void> {
    for (let from = 0; from < block.length && !this.#isDone; ) {
      const target = (this.#wanted.offsets[this.#nextOffset] ?? Infinity) - this.#offset;
      const most = this.#isInHead ? behindNewline(block, from) : block.length;
      const to = Math.min(most, Math.max(from, from + target));
      if (to > from) await this.#read(block.subarray(from, to));
      this.#offset += to - from;
      from = to;
      while ((this.#wanted.offsets[this.#nextOffset] ?? Infinity) <= this.#offset) {
        this.#nextOffset += 1;
        await this.#cutAt(this.#place);
      }
    }
  }

  get #isDone(): boolean {
    return this.#scanner.rows >= (this.#wanted.most ?? Infinity);
  }

  /** Whether the columns of a table are still to come: what stands before its first row is read line by line, so that this is a place. */
  get #isInHead(): boolean {
    return this.#place === undefined && (this.#layout === 'csv' || this.#layout === 'tsv');
  }

  async #read(bytes: Uint8Array): Promise<void> {
    this.#scanner.push(bytes);
    // what is wrong behind the last row that is taken is nobody's concern
    if (this.#isDone) return;
    if (this.#scanner.failure !== undefined) throw this.#scanner.failure;
    const before = this.#place;
    this.#place = this.#scanner.place;
    if (before !== undefined && this.#place !== undefined) await this.#countTo(before, this.#place);
  }

  async #cutAt(place: ReadPlace | undefined): Promise<void> {
    if (place === undefined || place.rowsBefore === 0) return;
    const cut = await this.#cutOf(place);
    if (cut !== undefined && cut.rowsBefore > (this.byOffset.at(-1)?.rowsBefore ?? 0))
      this.byOffset.push(cut);
  }

  #cutOf(place: ReadPlace): Promise<RowCut | undefined> {
    const cut = this.#layout === 'array' ? cutInArray : cutAtLine;
    return cut(this.#bytes, place);
  }

  /** Looks for multiples of rows between two places, and reads the rows there one by one where there are some. */
  async #countTo(before: ReadPlace, after: ReadPlace): Promise<void> {
    const others = this.#wanted.rowsBefore;
    const behind = (rows: number) => Math.floor((rows + others) / this.#every);
    if (behind(before.rowsBefore) === behind(after.rowsBefore)) return;
    let multiple = behind(before.rowsBefore);
    const bytes = await this.#bytes.at(before.start, after.start - before.start);
    for (const row of this.#scanner.rowsBetween(before, bytes)) {
      if (behind(row.number - 1) <= multiple) continue;
      multiple = behind(row.number - 1);
      await this.#keep({
        start: row.byteOffset ?? 0,
        rowsBefore: row.number - 1,
        line: row.line ?? 1,
      });
    }
    if (behind(after.rowsBefore) > multiple) await this.#keep(after);
  }

  async #keep(place: ReadPlace): Promise<void> {
    const cut = place.rowsBefore === 0 ? undefined : await this.#cutOf(place);
    if (cut === undefined) return;
    this.byRows.push(cut);
    if (this.byRows.length < MOST_BY_ROWS) return;
    this.#every *= 2;
    const others = this.#wanted.rowsBefore;
    this.byRows = this.byRows.filter(({ rowsBefore }) => (rowsBefore + others) % this.#every === 0);
  }
}

/** The index behind the next end of a line. */
function behindNewline(bytes: Uint8Array, from: number): number {
  const newline = bytes.indexOf(NEWLINE, from);
  return newline === -1 ? bytes.length : newline + 1;
}

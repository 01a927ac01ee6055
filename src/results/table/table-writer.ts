import { type Block, CsvLines, lineOf } from '../../engine/index.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import type { SavedLineReading } from '../outcomes/saved-line.ts';
import { OutcomeTable, type OutcomeTableOptions } from './outcome-table.ts';

const MOST_BYTES = 1 << 16;

/**
 * Makes bytes of a table of outcomes. Memory: 64 KiB, and as {@link OutcomeTable}; of lines 4 MiB, and what `CsvLines` needs for the largest block of
 * them.
 */
export class TableWriter {
  readonly #options: OutcomeTableOptions;
  readonly #table: OutcomeTable;
  /** What is written so far where no lines are. */
  #text = '';
  /** Undefined as long as no lines came behind the columns, null where there is nothing that could write them. */
  #lines: CsvLines | null | undefined;
  #leftOut = 0;

  constructor(options: OutcomeTableOptions) {
    this.#options = options;
    this.#table = new OutcomeTable(options);
  }

  get isFull(): boolean {
    return (this.#lines?.length ?? this.#text.length) >= MOST_BYTES;
  }

  add(outcome: Outcome): void {
    this.#write(this.#table.add(outcome));
  }

  /** Adds lines of saved outcomes, most of which become no values. */
  addLines(block: Block, reading: SavedLineReading): void {
    let next = 0;
    for (; next < block.count && this.#table.columns === undefined; next += 1)
      this.#addLine(block, next, reading);
    const lines = this.#startLines(reading);
    if (lines?.begin(block) === true) {
      for (next = lines.write(next); next < block.count; next = lines.write(next + 1))
        this.#addLine(block, next, reading);
    }
    for (; next < block.count; next += 1) this.#addLine(block, next, reading);
  }

  take(): Uint8Array {
    if (this.#lines) return this.#lines.take();
    const bytes = Buffer.from(this.#text);
    this.#text = '';
    return bytes;
  }

  finish(): Uint8Array {
    this.#write(this.#table.finish());
    return this.take();
  }

  #addLine(block: Block, index: number, { read }: SavedLineReading): void {
    this.add(read(lineOf(block, index)));
    const { leftOut } = this.#table;
    if (leftOut === undefined || leftOut.size === this.#leftOut) return;
    this.#leftOut = leftOut.size;
    this.#lines?.know(leftOut);
  }

  /** Gives what writes lines, once the columns are known; null where nothing could. */
  #startLines({ withRows }: SavedLineReading): CsvLines | null {
    const { columns, leftOut } = this.#table;
    if (columns === undefined) return null;
    if (this.#lines !== undefined) return this.#lines;
    const inLines = columns.map(({ inLine }) =>
      withRows || inLine.path?.[0] !== 'row' ? inLine : {},
    );
    const lines = CsvLines.create({
      columns: inLines,
      rawCells: this.#options.rawCells === true,
      odd: ['answer'],
      watched: withRows && leftOut !== undefined ? 'row' : undefined,
    });
    this.#lines = lines ?? null;
    lines?.text(this.#text + this.#table.begin());
    if (lines !== undefined) this.#text = '';
    return this.#lines;
  }

  #write(text: string): void {
    if (this.#lines) this.#lines.text(text);
    else this.#text += text;
  }
}

import {
  type BedrockBatchError,
  CARRIAGE_RETURN,
  NEWLINE,
  QUOTE,
  quote,
  SourceError,
} from '../../core/index.ts';
import type { RowPlace } from '../../engine/index.ts';
import type { Row } from '../rows/row.ts';
import { CsvPreamble, type CsvPreambleOptions } from './csv/csv-preamble.ts';
import type { OpenTable } from './csv/open-table.ts';
import { TableRows, type TableRowsOptions } from './csv/table-rows.ts';
import type { MachineOptions, RowMachine } from './row-machine.ts';
import { encodingError, rowTooLong } from './source-faults.ts';
import { Utf8Input } from './utf8-input.ts';

/** What {@link CsvMachine} needs to know. */
export interface CsvMachineOptions extends MachineOptions, CsvPreambleOptions, TableRowsOptions {
  /** The byte that makes a line a comment where it is the first. */
  readonly comment?: number | undefined;
}

type State = 'start' | 'plain' | 'quoted' | 'behind quote' | 'comment';

/**
 * Reads CSV (RFC 4180) from bytes, whatever the pieces they come in.
 *
 * Lines end with LF, CRLF or CR, the last one may have no end, and empty lines are skipped. A double quote inside of a field that
 * does not begin with one is text. What stands before the table is {@link CsvPreamble}'s; its columns and rows are {@link TableRows}'.
 * Memory: one piece and one row.
 */
export class CsvMachine implements RowMachine {
  readonly #options: CsvMachineOptions;
  #input = new Utf8Input();
  readonly #preamble: CsvPreamble;
  readonly #table: TableRows;
  #delimiter: number;
  #failure: BedrockBatchError | undefined;
  #state: State = 'start';
  /** 0-based offset in the source of the first byte of the piece being read. */
  #offset = 0;
  #line = 1;
  #isBehindReturn = false;
  #rowLine = 1;
  #rowOffset = 0;
  #quoteLine = 1;
  #isQuoted = false;
  /** What stood in earlier pieces, or before a doubled quote, of the field being read. */
  #pieces: Uint8Array[] = [];
  /** Where the field goes on in this piece; -1 where nothing of it stands here. */
  #pieceStart = -1;

  constructor(options: CsvMachineOptions) {
    this.#options = options;
    this.#preamble = new CsvPreamble(options);
    this.#delimiter = options.delimiter;
    this.#table = new TableRows(options);
  }

  get failure(): BedrockBatchError | undefined {
    return this.#failure ?? this.#table.failure;
  }

  /** What is known of the table, where it is read up to the end of a line; else undefined. */
  get table(): OpenTable | undefined {
    if (!this.#preamble.isOver || this.#state !== 'start') return undefined;
    const place = { line: this.#line, byteOffset: this.#input.offset, delimiter: this.#delimiter };
    return this.failure === undefined ? this.#table.openAt(place) : undefined;
  }

  /** Goes to where a row begins, once the columns are known; its bytes are pushed next. */
  goTo({ rowsBefore, line, byteOffset }: RowPlace): void {
    this.#input = new Utf8Input(byteOffset);
    this.#table.goTo(rowsBefore);
    this.#line = line;
    this.#isBehindReturn = false;
    this.#state = 'start';
  }

  push(bytes: Uint8Array): readonly Row[] {
    this.#readTable(this.#input.take(bytes), false);
    this.#checkEncoding();
    return this.#table.take();
  }

  finish(): readonly Row[] {
    this.#input.finish();
    this.#checkEncoding();
    if (this.failure === undefined) this.#readTable(new Uint8Array(), true);
    if (this.failure === undefined) this.#finishRow();
    return this.#table.take();
  }

  /** Reads what belongs to the table of the next text, or of the last. */
  #readTable(next: Uint8Array, isEnd: boolean): void {
    const preamble = this.#preamble;
    let text = next;
    if (!preamble.isOver) {
      text = isEnd ? preamble.finish() : preamble.take(next);
      this.#line = preamble.line;
      this.#delimiter = preamble.delimiter;
      this.#failure ??= preamble.failure;
    }
    this.#offset = this.#input.offset - text.length;
    this.#read(text);
  }

  #finishRow(): void {
    this.#offset = this.#input.offset;
    if (this.#state === 'quoted') {
      this.#failSyntax(
        'has a quote that is not closed',
        this.#quoteLine,
        'Close the quote, or double it where it is text',
      );
      return;
    }
    if (this.#state === 'comment') this.#state = 'start';
    if (this.#state !== 'start' || this.#table.fieldCount > 0) {
      this.#endField(new Uint8Array(), 0);
      this.#endRow();
    }
    this.#table.finish();
  }

  #checkEncoding(): void {
    const { fault } = this.#input;
    if (this.failure !== undefined || fault === undefined) return;
    this.#failure = encodingError(this.#options.name, fault, this.#line);
  }

  #read(text: Uint8Array): void {
    let at = 0;
    if (this.#state === 'plain' || this.#state === 'quoted') this.#pieceStart = 0;
    while (at < text.length && this.failure === undefined) at = this.#step(text, at);
    if (this.#pieceStart !== -1) this.#keepPiece(text, text.length);
    if (this.#state !== 'start' && this.#state !== 'comment')
      this.#checkLength(this.#offset + text.length);
  }

  #step(text: Uint8Array, at: number): number {
    switch (this.#state) {
      case 'start':
        return this.#startField(text[at] as number, at);
      case 'plain':
        return this.#plain(text, at);
      case 'quoted':
        return this.#quoted(text, at);
      case 'behind quote':
        return this.#behindQuote(text, at);
      case 'comment':
        return this.#comment(text, at);
    }
  }

  #startField(byte: number, at: number): number {
    if (this.#isBehindReturn) {
      this.#isBehindReturn = false;
      if (byte === NEWLINE) return at + 1;
    }
    if (this.#table.fieldCount === 0) {
      this.#rowLine = this.#line;
      this.#rowOffset = this.#offset + at;
      if (byte === this.#options.comment) {
        this.#state = 'comment';
        return at;
      }
    }
    this.#isQuoted = byte === QUOTE;
    this.#state = this.#isQuoted ? 'quoted' : 'plain';
    this.#quoteLine = this.#line;
    this.#pieceStart = this.#isQuoted ? at + 1 : at;
    return this.#pieceStart;
  }

  #comment(text: Uint8Array, from: number): number {
    for (let at = from; at < text.length; at += 1) {
      const byte = text[at] as number;
      if (byte !== NEWLINE && byte !== CARRIAGE_RETURN) continue;
      this.#state = 'start';
      this.#endLine(byte);
      return at + 1;
    }
    return text.length;
  }

  #plain(text: Uint8Array, from: number): number {
    const delimiter = this.#delimiter;
    const [newline, carriageReturn] = [NEWLINE, CARRIAGE_RETURN]; // what is imported is looked up for each byte
    for (let at = from; at < text.length; at += 1) {
      const byte = text[at] as number;
      if (byte === delimiter || byte === newline || byte === carriageReturn)
        return this.#endAt(text, at);
    }
    return text.length;
  }

  #quoted(text: Uint8Array, from: number): number {
    const [quoteSign, newline, carriageReturn] = [QUOTE, NEWLINE, CARRIAGE_RETURN]; // as above
    for (let at = from; at < text.length; at += 1) {
      const byte = text[at] as number;
      if (byte === quoteSign) {
        this.#isBehindReturn = false;
        this.#keepPiece(text, at);
        this.#state = 'behind quote';
        return at + 1;
      }
      if (byte === carriageReturn || (byte === newline && !this.#isBehindReturn)) this.#line += 1;
      this.#isBehindReturn = byte === carriageReturn;
    }
    return text.length;
  }

  #behindQuote(text: Uint8Array, at: number): number {
    const byte = text[at] as number;
    if (byte === QUOTE) {
      this.#pieceStart = at; // the second of two quotes stands for one
      this.#state = 'quoted';
      return at + 1;
    }
    if (byte === this.#delimiter || byte === NEWLINE || byte === CARRIAGE_RETURN)
      return this.#endAt(text, at);
    this.#offset += at;
    this.#failSyntax(
      'has text behind a closing quote',
      this.#line,
      'Double each quote that is text: "" for "',
    );
    return at;
  }

  /** Ends a field at a delimiter or the end of a line. */
  #endAt(text: Uint8Array, at: number): number {
    const byte = text[at];
    this.#endField(text, at);
    this.#state = 'start';
    this.#checkLength(this.#offset + at);
    if (byte === this.#delimiter) return at + 1;
    this.#endRow();
    this.#endLine(byte);
    return at + 1;
  }

  #endLine(byte: number | undefined): void {
    this.#line += 1;
    this.#isBehindReturn = byte === CARRIAGE_RETURN;
  }

  #endField(text: Uint8Array, at: number): void {
    if (this.#pieceStart !== -1) this.#keepPiece(text, at);
    this.#table.addField(this.#pieces);
    this.#pieces = [];
  }

  #keepPiece(text: Uint8Array, end: number): void {
    if (end > this.#pieceStart) this.#pieces.push(text.subarray(this.#pieceStart, end));
    this.#pieceStart = -1;
  }

  #endRow(): void {
    if (this.failure !== undefined) return;
    this.#table.endLine({
      firstLine: this.#rowLine,
      lastLine: this.#line,
      byteOffset: this.#rowOffset,
      delimiter: this.#delimiter,
      isQuoted: this.#isQuoted,
    });
  }

  #failSyntax(problem: string, line: number, hint: string): void {
    const { name: source } = this.#options;
    const { row } = this.#table;
    const subject = row === undefined ? 'The header' : `Row ${row}`;
    const message = `${subject} of ${quote(source)}, which begins in line ${this.#rowLine}, ${problem} in line ${line}`;
    const place = { source, line, row, byteOffset: this.#offset };
    this.#failure = new SourceError('SOURCE_SYNTAX', message, { ...place, hint });
  }

  #checkLength(end: number): void {
    const { name, maxRowBytes: limit } = this.#options;
    if (this.failure !== undefined || end - this.#rowOffset <= limit) return;
    const place = { row: this.#table.row ?? 1, line: this.#rowLine, byteOffset: this.#rowOffset };
    const hint =
      'Look for a quote that is not closed; where the row is meant to be so long, raise maxRowBytes';
    this.#failure = rowTooLong(name, { ...place, limit, hint });
  }
}

import {
  type BedrockBatchError,
  CARRIAGE_RETURN,
  decodeUtf8Pieces,
  NEWLINE,
  QUOTE,
  quote,
  SourceError,
} from '../../core/index.ts';
import { CsvHeader, CsvRow, headerFlaw } from '../rows/csv-row.ts';
import type { Row } from '../rows/row.ts';
import type { MachineOptions, RowMachine } from './row-machine.ts';
import { emptyError, encodingError, fieldCountError, rowTooLong } from './source-faults.ts';
import { Utf8Input } from './utf8-input.ts';

/** What {@link CsvMachine} needs to know. */
export interface CsvMachineOptions extends MachineOptions {
  /** The byte between fields. */
  readonly delimiter: number;
  /** Column names where the first line is already a row. */
  readonly header?: readonly string[] | undefined;
}

type State = 'start' | 'plain' | 'quoted' | 'behind quote';

/**
 * Reads CSV (RFC 4180) from bytes, whatever the pieces they come in.
 *
 * Lines end with LF, CRLF or CR, the last one may have no end, and empty lines are skipped. A double quote inside of a field that
 * does not begin with one is text. Memory: one piece and one row.
 */
export class CsvMachine implements RowMachine {
  readonly #options: CsvMachineOptions;
  readonly #input = new Utf8Input();
  #header: CsvHeader | undefined;
  #failure: BedrockBatchError | undefined;
  #rows: Row[] = [];
  #state: State = 'start';
  /** 0-based offset in the source of the first byte of the piece being read. */
  #offset = 0;
  #line = 1;
  #isBehindReturn = false;
  #rowNumber = 0;
  #rowLine = 1;
  #rowOffset = 0;
  #quoteLine = 1;
  #fields: string[] = [];
  #fieldCount = 0;
  #isQuoted = false;
  /** What stood in earlier pieces, or before a doubled quote, of the field being read. */
  #pieces: Uint8Array[] = [];
  /** Where the field goes on in this piece; -1 where nothing of it stands here. */
  #pieceStart = -1;

  constructor(options: CsvMachineOptions) {
    this.#options = options;
    if (options.header !== undefined) this.#header = this.#makeHeader(options.header);
  }

  get failure(): BedrockBatchError | undefined {
    return this.#failure;
  }

  push(bytes: Uint8Array): readonly Row[] {
    this.#rows = [];
    const text = this.#input.take(bytes);
    this.#offset = this.#input.offset - text.length;
    this.#read(text);
    this.#checkEncoding();
    return this.#rows;
  }

  finish(): readonly Row[] {
    this.#rows = [];
    this.#input.finish();
    this.#checkEncoding();
    if (this.#failure === undefined) this.#finishRow();
    return this.#rows;
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
    if (this.#state !== 'start' || this.#fieldCount > 0) {
      this.#endField(new Uint8Array(), 0);
      this.#endRow();
    }
    if (this.#failure === undefined && this.#header === undefined) {
      const message = `${quote(this.#options.name)} is empty, so there is no line that names its columns`;
      this.#failure = emptyError(
        this.#options.name,
        message,
        'Write the names of the columns in the first line',
      );
    }
  }

  #checkEncoding(): void {
    const { fault } = this.#input;
    if (this.#failure !== undefined || fault === undefined) return;
    this.#failure = encodingError(this.#options.name, fault, this.#line);
  }

  #read(text: Uint8Array): void {
    let at = 0;
    if (this.#state === 'plain' || this.#state === 'quoted') this.#pieceStart = 0;
    while (at < text.length && this.#failure === undefined) at = this.#step(text, at);
    if (this.#pieceStart !== -1) this.#keepPiece(text, text.length);
    if (this.#state !== 'start') this.#checkLength(this.#offset + text.length);
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
    }
  }

  #startField(byte: number, at: number): number {
    if (this.#isBehindReturn) {
      this.#isBehindReturn = false;
      if (byte === NEWLINE) return at + 1;
    }
    if (this.#fieldCount === 0) {
      this.#rowLine = this.#line;
      this.#rowOffset = this.#offset + at;
    }
    this.#isQuoted = byte === QUOTE;
    this.#state = this.#isQuoted ? 'quoted' : 'plain';
    this.#quoteLine = this.#line;
    this.#pieceStart = this.#isQuoted ? at + 1 : at;
    return this.#pieceStart;
  }

  #plain(text: Uint8Array, from: number): number {
    const { delimiter } = this.#options;
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
    if (byte === this.#options.delimiter || byte === NEWLINE || byte === CARRIAGE_RETURN)
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
    if (byte === this.#options.delimiter) return at + 1;
    this.#endRow();
    this.#line += 1;
    this.#isBehindReturn = byte === CARRIAGE_RETURN;
    return at + 1;
  }

  #endField(text: Uint8Array, at: number): void {
    if (this.#pieceStart !== -1) this.#keepPiece(text, at);
    this.#fieldCount += 1;
    const isNamed = this.#header === undefined || this.#fieldCount <= this.#header.names.length;
    if (isNamed) this.#fields.push(decodeUtf8Pieces(this.#pieces));
    this.#pieces = [];
  }

  #keepPiece(text: Uint8Array, end: number): void {
    if (end > this.#pieceStart) this.#pieces.push(text.subarray(this.#pieceStart, end));
    this.#pieceStart = -1;
  }

  #endRow(): void {
    const fields = this.#fields;
    const received = this.#fieldCount;
    this.#fields = [];
    this.#fieldCount = 0;
    if (received === 1 && fields[0] === '' && !this.#isQuoted) return;
    if (this.#failure !== undefined) return;
    if (this.#header === undefined) this.#header = this.#makeHeader(fields);
    else this.#addRow(this.#header, fields, received);
  }

  #addRow(header: CsvHeader, fields: readonly string[], received: number): void {
    const { name } = this.#options;
    this.#rowNumber += 1;
    const place = { row: this.#rowNumber, byteOffset: this.#rowOffset };
    const expected = header.names.length;
    if (received !== expected) {
      const lines = { firstLine: this.#rowLine, lastLine: this.#line };
      this.#failure = fieldCountError(name, { ...place, ...lines, expected, received });
      return;
    }
    const { row: number, byteOffset } = place;
    this.#rows.push(
      new CsvRow(header, fields, { source: name, number, line: this.#rowLine, byteOffset }),
    );
  }

  #makeHeader(fields: readonly string[]): CsvHeader {
    const names = fields.map((field) => field.trim());
    const flaw = headerFlaw(names);
    if (flaw !== undefined) {
      const { name: source } = this.#options;
      const place = { source, line: this.#rowLine, byteOffset: this.#rowOffset, hint: flaw.hint };
      this.#failure = new SourceError(
        'SOURCE_SYNTAX',
        `The header of ${quote(source)} ${flaw.problem}`,
        place,
      );
    }
    return new CsvHeader(names);
  }

  #failSyntax(problem: string, line: number, hint: string): void {
    const { name: source } = this.#options;
    const row = this.#header === undefined ? undefined : this.#rowNumber + 1;
    const subject = row === undefined ? 'The header' : `Row ${row}`;
    const message = `${subject} of ${quote(source)}, which begins in line ${this.#rowLine}, ${problem} in line ${line}`;
    this.#failure = new SourceError('SOURCE_SYNTAX', message, {
      source,
      line,
      row,
      byteOffset: this.#offset,
      hint,
    });
  }

  #checkLength(end: number): void {
    const { name, maxRowBytes: limit } = this.#options;
    if (this.#failure !== undefined || end - this.#rowOffset <= limit) return;
    const place = { row: this.#rowNumber + 1, line: this.#rowLine, byteOffset: this.#rowOffset };
    const hint =
      'Look for a quote that is not closed; where the row is meant to be so long, raise maxRowBytes';
    this.#failure = rowTooLong(name, { ...place, limit, hint });
  }
}

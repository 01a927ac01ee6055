import {
  type BedrockBatchError,
  decodeUtf8Pieces,
  isBedrockBatchError,
  quote,
} from '../../../core/index.ts';
import { CsvRow } from '../../rows/csv-row.ts';
import type { RaggedRow, RaggedWay } from '../../rows/ragged-row.ts';
import type { Row } from '../../rows/row.ts';
import { emptyError, fieldCountError } from '../source-faults.ts';
import type { OpenTable } from './open-table.ts';
import { fateOf, isRagged, type LineFields, paddedFields, raggedRow } from './ragged-rows.ts';
import { type TableHeader, tableHeader } from './table-header.ts';

/** What {@link TableRows} needs to know. */
export interface TableRowsOptions {
  readonly name: string;
  /** Column names where the first line is already a row. */
  readonly header?: readonly string[] | undefined;
  /** Whether the caller named the delimiter, so that it is not a guess. */
  readonly isDelimiterGiven?: boolean | undefined;
  /** Lines that are left out before the table. */
  readonly skipLines?: number | undefined;
  /** The byte that lines begin with that are left out. */
  readonly comment?: number | undefined;
  /** What to do with rows of too few or too many fields. Default `error`. */
  readonly ragged?: RaggedWay | undefined;
  /** Told of each of them; without it the first that is an error ends the rows. */
  readonly onRagged?: ((ragged: RaggedRow) => void) | undefined;
}

/** A line of a table that has ended; in quotes it may be several. */
export interface EndedLine {
  /** 1-based, both included. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** 0-based. */
  readonly byteOffset: number;
  /** The byte between fields. */
  readonly delimiter: number;
  /** Whether the last field stands in quotes. */
  readonly isQuoted: boolean;
}

/**
 * Makes rows of the fields of a table: the first line names the columns, and each other one has to have as many.
 *
 * Memory: one row, and those that were not taken yet.
 */
export class TableRows {
  readonly #options: TableRowsOptions;
  #header: TableHeader | undefined;
  #failure: BedrockBatchError | undefined;
  #rows: Row[] = [];
  #rowNumber = 0;
  #fields: string[] = [];
  #fieldCount = 0;
  /** Whether a column without a name holds text in the row being read. */
  #hasStray = false;

  constructor(options: TableRowsOptions) {
    this.#options = options;
    const { name: source, header } = options;
    if (header === undefined) return;
    this.#makeHeader({ source, line: 1, byteOffset: 0 }, header, undefined);
  }

  /** Why there are no more rows. */
  get failure(): BedrockBatchError | undefined {
    return this.#failure;
  }

  /** 1-based number of the row being read; undefined for the header. */
  get row(): number | undefined {
    return this.#header === undefined ? undefined : this.#rowNumber + 1;
  }

  /** Fields so far of the line being read. */
  get fieldCount(): number {
    return this.#fieldCount;
  }

  /** What is known of the table at a place; undefined within a line, and before the columns are known. */
  openAt(place: Omit<OpenTable, 'columns' | 'width' | 'rowsBefore'>): OpenTable | undefined {
    if (this.#header === undefined || this.#fieldCount > 0) return undefined;
    const { header, width } = this.#header;
    return { ...place, columns: header.names, width, rowsBefore: this.#rowNumber };
  }

  /** Goes to another row. */
  goTo(rowsBefore: number): void {
    this.#rowNumber = rowsBefore;
  }

  /** Gives the rows that were completed since it was last asked. */
  take(): readonly Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  /** Takes the next field of the line being read, as pieces of UTF-8. */
  addField(pieces: readonly Uint8Array[]): void {
    this.#fieldCount += 1;
    const named = this.#header?.header.names.length ?? Number.POSITIVE_INFINITY;
    if (this.#fieldCount <= named) this.#fields.push(decodeUtf8Pieces(pieces));
    else if (pieces.length > 0) this.#hasStray = true;
  }

  /** Ends the line being read. */
  endLine(line: EndedLine): void {
    const fields = this.#fields;
    const [received, hasStray] = [this.#fieldCount, this.#hasStray];
    this.#fields = [];
    this.#fieldCount = 0;
    this.#hasStray = false;
    if (received === 1 && fields[0] === '' && !line.isQuoted) return;
    if (this.#header !== undefined) {
      this.#addLine(this.#header, { fields, received, hasStray }, line);
      return;
    }
    const { firstLine, byteOffset, delimiter } = line;
    const place = { source: this.#options.name, line: firstLine, byteOffset };
    const isGuess = this.#options.isDelimiterGiven !== true && !line.isQuoted;
    this.#makeHeader(place, fields, isGuess ? delimiter : undefined);
  }

  /** Says that there are no more lines. */
  finish(): void {
    if (this.#failure !== undefined || this.#header !== undefined) return;
    this.#failure = noHeader(this.#options);
  }

  #addLine(table: TableHeader, line: LineFields, place: EndedLine): void {
    if (isRagged(line, table)) this.#addRagged(table, line, place);
    else this.#addRow(table, line.fields, place);
  }

  #addRow({ header }: TableHeader, fields: readonly string[], place: EndedLine): void {
    const { firstLine: line, byteOffset } = place;
    const { name: source } = this.#options;
    this.#rowNumber += 1;
    this.#rows.push(
      new CsvRow(header, fields, { source, number: this.#rowNumber, line, byteOffset }),
    );
  }

  #addRagged(table: TableHeader, { fields, received }: LineFields, ended: EndedLine): void {
    const { name: source, ragged: way = 'error', onRagged } = this.#options;
    const expected = table.header.names.length;
    const fate = fateOf(way, received, expected);
    const { firstLine, lastLine, byteOffset } = ended;
    const place = { source, row: this.#rowNumber + 1, firstLine, lastLine, byteOffset };
    if (fate === 'padded') this.#addRow(table, paddedFields(fields, expected), ended);
    if (fate === 'refused') this.#rowNumber += 1;
    if (onRagged !== undefined) onRagged(raggedRow(place, { expected, received, fate }));
    else if (fate === 'refused')
      this.#failure = fieldCountError(source, { ...place, expected, received });
  }

  #makeHeader(
    place: { readonly source: string; readonly line: number; readonly byteOffset: number },
    fields: readonly string[],
    guessedDelimiter: number | undefined,
  ): void {
    try {
      this.#header = tableHeader({ ...place, fields, guessedDelimiter });
    } catch (error) {
      if (!isBedrockBatchError(error)) throw error;
      this.#failure = error;
    }
  }
}

function noHeader({ name, skipLines, comment }: TableRowsOptions): BedrockBatchError {
  if (skipLines === undefined && comment === undefined) {
    const message = `${quote(name)} is empty, so there is no line that names its columns`;
    return emptyError(name, message, 'Write the names of the columns in the first line');
  }
  const message = `${quote(name)} has no line that names its columns, but for those that are left out`;
  return emptyError(name, message, 'Leave out fewer lines with --skip-lines and --comment');
}

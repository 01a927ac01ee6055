import { countOf, formatBytes, InvalidOptionError, quote, SourceError } from '../../core/index.ts';
import type { SyntaxFault } from '../../engine/index.ts';
import { type ArchiveKind, unpacksZstd } from '../../io/index.ts';
import type { LineColumn } from './line-counter.ts';
import type { Utf8Fault } from './utf8-input.ts';

/** Says that a source is not UTF-8. */
export function encodingError(source: string, fault: Utf8Fault, line: number): SourceError {
  const byte = `0x${fault.byte.toString(16).padStart(2, '0')}`;
  return new SourceError(
    'SOURCE_ENCODING',
    `${quote(source)} is not UTF-8: the byte ${byte} stands in line ${line}`,
    {
      source,
      line,
      byteOffset: fault.offset,
      hint: 'Say what it is written in with --encoding, such as windows-1252 or shift_jis',
    },
  );
}

const EXPORT = 'Export it as CSV or JSONL, and give that file';
const UNPACK = 'Unpack it first, for example with';

const ARCHIVES: Readonly<Record<ArchiveKind, { readonly is: string; readonly hint: string }>> = {
  // one layer of it is read through
  gzip: { is: 'compressed with gzip twice', hint: `${UNPACK} gunzip` },
  zstd: unpacksZstd
    ? { is: 'compressed with zstd twice', hint: `${UNPACK} unzstd` }
    : {
        is: 'compressed with zstd, which Node.js unpacks from 22.15 on',
        hint: `${UNPACK} unzstd, or use a later Node.js`,
      },
  bzip2: { is: 'compressed with bzip2', hint: `${UNPACK} bunzip2` },
  xz: { is: 'compressed with xz', hint: `${UNPACK} unxz` },
  '7z': { is: 'a 7-Zip archive', hint: 'Unpack it first, and give the file that was in it' },
  zip: { is: 'a zip archive', hint: 'Unpack it first, and give the file that was in it' },
  xlsx: { is: 'an Excel workbook', hint: 'Save the sheet as CSV UTF-8, and give that file' },
  ods: { is: 'an OpenDocument spreadsheet', hint: 'Save the sheet as CSV, and give that file' },
  xls: {
    is: 'an Office document of before 2007, such as an Excel workbook',
    hint: 'Save the sheet as CSV UTF-8, and give that file',
  },
  parquet: { is: 'a Parquet file', hint: EXPORT },
  orc: { is: 'an ORC file', hint: EXPORT },
  avro: { is: 'an Avro file', hint: EXPORT },
  arrow: { is: 'an Arrow file', hint: EXPORT },
  sqlite: { is: 'a SQLite database', hint: 'Export the table as CSV or JSONL, and give that file' },
  pdf: { is: 'a PDF document', hint: 'Write its rows as CSV or JSONL, and give that file' },
  html: {
    is: 'an HTML page',
    hint: 'Look at it: where a download failed, it says why; else export its table as CSV',
  },
};

/** Says that a source is no text, and what it is. */
export function archiveError(source: string, kind: ArchiveKind): SourceError {
  const { is, hint } = ARCHIVES[kind];
  const message = `${quote(source)} is ${is}, and rows are read from CSV, TSV, JSON or JSONL`;
  return new SourceError('SOURCE_SYNTAX', message, { source, hint });
}

/** Says that neither an option, a name nor the first bytes of a source tell what it is. */
export function unknownFormat(name: string): InvalidOptionError {
  return new InvalidOptionError(
    `The format of ${quote(name)} is not known: neither its name nor its first byte tells it`,
    {
      option: 'format',
      expected: 'csv, tsv, json or jsonl',
      received: 'nothing',
      hint: 'Give --format; names that end with .csv, .tsv, .json, .jsonl or .ndjson tell it, and so does "[" or "{" at the beginning',
    },
  );
}

/** Where a fault of JSON stands in a source. */
export interface FaultPlace extends LineColumn {
  /** 0-based. */
  readonly byteOffset: number;
}

/** Says that a source is no JSON, and where. */
export function syntaxError(
  source: string,
  fault: SyntaxFault,
  place: FaultPlace & { hint: string },
): SourceError {
  const { line, column, byteOffset, hint } = place;
  const message = `${quote(source)} is not JSON at line ${line}, column ${column}: expected ${fault.expected}, found ${fault.received}`;
  return new SourceError('SOURCE_SYNTAX', message, { source, line, column, byteOffset, hint });
}

const ONE_ROW = 'where it is the only row, use --format jsonl and write it on one line';

/** Says that a JSON document is no array of rows, and what to do, beginning with `known` where that is known. */
export function notArrayError(
  source: string,
  kind: 'an object' | 'one value',
  known: string = 'Name the array inside of it with --pick a.b; where each of its members is a row, give --keys-as id',
): SourceError {
  const hint =
    kind === 'an object'
      ? `${known}; ${ONE_ROW}`
      : 'Name the array inside of it with --pick a.b; where each line is a row, use --format jsonl';
  return new SourceError(
    'SOURCE_SYNTAX',
    `${quote(source)} is ${kind}, and rows are the elements of an array`,
    { source, line: 1, hint },
  );
}

/** A row that grows beyond what is accepted. */
export interface TooLongRow {
  readonly row: number;
  readonly limit: number;
  readonly line?: number | undefined;
  readonly byteOffset?: number | undefined;
  readonly hint: string;
}

/** Says that a row is longer than what is accepted. */
export function rowTooLong(
  source: string,
  { row, limit, line, byteOffset, hint }: TooLongRow,
): SourceError {
  const where = line === undefined ? '' : `, which begins in line ${line},`;
  const message = `Row ${row} of ${quote(source)}${where} has more than ${formatBytes(limit)}`;
  return new SourceError('SOURCE_ROW', message, { source, row, line, byteOffset, hint });
}

/** Where a row of CSV stands. */
export interface TableRowPlace {
  readonly row: number;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly byteOffset: number;
}

/** A CSV row whose fields are not those of the header. */
export interface FieldMismatch extends TableRowPlace {
  readonly expected: number;
  readonly received: number;
}

/** Says that a CSV row has too many or too few fields. */
export function fieldCountError(source: string, mismatch: FieldMismatch): SourceError {
  const { row, expected, received, firstLine, lastLine, byteOffset } = mismatch;
  const lines = linesText(firstLine, lastLine);
  const message = `Row ${row} of ${quote(source)} (${lines}) has ${countOf(received, 'field')} where ${countOf(expected, 'column')} are named`;
  return new SourceError(
    'SOURCE_ROW',
    expected === 1 ? message.replace('column are', 'column is') : message,
    {
      source,
      row,
      line: firstLine,
      byteOffset,
      hint:
        received > expected
          ? 'Put fields that hold the delimiter, a quote or a line break in double quotes; --ragged skip leaves such rows out'
          : 'Write every field of the row, including empty ones; look for a quote that is not closed above; --ragged pad fills such rows, --ragged skip leaves them out',
    },
  );
}

function linesText(first: number, last: number): string {
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

/** Says that there is nothing in a source. */
export function emptyError(source: string, message: string, hint: string): SourceError {
  return new SourceError('SOURCE_EMPTY', message, { source, hint });
}

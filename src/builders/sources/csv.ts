import { InvalidOptionError, LAST_ASCII, quote } from '../../core/index.ts';
import { CsvMachine } from '../machines/csv-machine.ts';
import type { ByteSource } from './byte-source.ts';
import { machineSource } from './machine-source.ts';
import type { Source, SourceOptions } from './source.ts';

/** Options of {@link csv}. */
export interface CsvOptions extends SourceOptions {
  /** One ASCII character between fields. Default `,`. */
  readonly delimiter?: string | undefined;
  /** Names of the columns where the first line is a row already. Default: the first line names them. */
  readonly header?: readonly string[] | undefined;
}

/**
 * Makes a source of the rows of a CSV file (RFC 4180).
 *
 * A byte order mark is skipped, lines end with LF, CRLF or CR, fields in double quotes may hold delimiters, line breaks and
 * doubled quotes, white space around column names is dropped, and empty lines are skipped. A double quote inside of a field that
 * does not begin with one is text. All values are strings.
 * Memory: 256 KiB and one row, whatever the size of the file.
 *
 * @param where Path of a file, bytes in memory, or a stream of bytes.
 * @param options Delimiter, names of the columns, name and largest row.
 * @returns A source; nothing is read before its rows are.
 * @throws {InvalidOptionError} `INVALID_OPTION` where the delimiter is none.
 * Its rows throw {@link SourceError}: `SOURCE_NOT_FOUND`, `SOURCE_READ`, `SOURCE_EMPTY` without a line that names the columns,
 * `SOURCE_ENCODING` where it is not UTF-8, `SOURCE_ROW` for too many or too few fields, `SOURCE_SYNTAX` for quotes and
 * column names that cannot be.
 *
 * @example Read rows from memory
 * ```ts
 * import { csv } from 'bedrock-batch/builders';
 *
 * const source = csv(new TextEncoder().encode('sku,title\n1,"Red ""shoe"""\n'));
 * for await (const rows of source.rows()) {
 *   console.assert(rows[0]?.text('title') === 'Red "shoe"');
 * }
 * ```
 */
export function csv(where: ByteSource, options: CsvOptions = {}): Source {
  const delimiter = delimiterByte(options.delimiter ?? ',');
  const { header } = options;
  return machineSource(
    where,
    { ...options, reading: { format: 'csv', delimiter, header } },
    (machine) => new CsvMachine({ ...machine, delimiter, header }),
  );
}

/** Options of {@link tsv}. */
export type TsvOptions = Omit<CsvOptions, 'delimiter'>;

/**
 * Makes a source of the rows of a file with tabs between its fields; quotes mean what they mean in {@link csv}.
 *
 * Memory: 256 KiB and one row, whatever the size of the file.
 *
 * @param where Path of a file, bytes in memory, or a stream of bytes.
 * @param options Names of the columns, name and largest row.
 * @returns A source; nothing is read before its rows are. They throw what those of {@link csv} throw.
 *
 * @example Read rows from memory
 * ```ts
 * import { tsv } from 'bedrock-batch/builders';
 *
 * const source = tsv(new TextEncoder().encode('sku\ttitle\n1\tRed, large\n'));
 * for await (const rows of source.rows()) {
 *   console.assert(rows[0]?.text('title') === 'Red, large');
 * }
 * ```
 */
export function tsv(where: ByteSource, options: TsvOptions = {}): Source {
  return csv(where, { ...options, delimiter: '\t' });
}

function delimiterByte(delimiter: string): number {
  const byte = delimiter.charCodeAt(0);
  if (delimiter.length === 1 && byte <= LAST_ASCII && !'"\r\n'.includes(delimiter)) return byte;
  throw new InvalidOptionError(`The delimiter ${quote(delimiter)} cannot stand between fields`, {
    option: 'delimiter',
    expected: 'one ASCII character that is neither a quote nor a line break',
    received: quote(delimiter),
    hint: 'Use "," or ";" or a tab',
  });
}

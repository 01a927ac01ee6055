import { CsvMachine } from '../machines/csv-machine.ts';
import { CsvRenderer } from '../rendering/csv-renderer.ts';
import type { ByteSource } from './byte-source.ts';
import { machineSource } from './machine-source.ts';
import type { Source, SourceOptions } from './source.ts';
import { type TableOptions, tableReading } from './table-options.ts';

/** Options of {@link csv}. */
export interface CsvOptions extends SourceOptions, TableOptions {}

/**
 * Makes a source of the rows of a CSV file (RFC 4180).
 *
 * A byte order mark is skipped, lines end with LF, CRLF or CR, fields in double quotes may hold delimiters, line breaks and
 * doubled quotes, white space around column names is dropped, and empty lines are skipped. A double quote inside of a field that
 * does not begin with one is text. A first line such as `sep=;`, which Excel reads and writes, tells the delimiter. Columns at the
 * end that have neither a name nor text in any row are left out. All values are strings.
 * Memory: 256 KiB and one row, whatever the size of the file.
 *
 * @param where Path of a file, bytes in memory, or a stream of bytes.
 * @param options Delimiter, names of the columns, what to leave out, name and largest row.
 * @returns A source; nothing is read before its rows are.
 * @throws {InvalidOptionError} `INVALID_OPTION` where the delimiter, the header, the number of lines or the comment sign is none.
 * Its rows throw {@link SourceError}: `SOURCE_NOT_FOUND`, `SOURCE_READ`, `SOURCE_EMPTY` without a line that names the columns,
 * `SOURCE_ENCODING` where it is not UTF-8, `SOURCE_ROW` for too many or too few fields, `SOURCE_SYNTAX` for quotes and
 * column names that cannot be, and for a header of one column that holds the delimiter of other tables.
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
  return tableSource(where, options, ',');
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
  return tableSource(where, options, '\t');
}

/** Makes a source of a table; `usual` stands between fields where nothing says otherwise. */
export function tableSource(where: ByteSource, options: CsvOptions, usual: ',' | '\t'): Source {
  const table = tableReading(options, usual);
  // whether the delimiter was named decides only between rows and an error
  const { isDelimiterGiven: _, ...reading } = table;
  return machineSource(
    where,
    {
      ...options,
      reading: { format: 'csv', ...reading },
      makeRenderer: (machine, templateFor) =>
        new CsvRenderer({ ...machine, ...table }, templateFor),
    },
    (machine) => new CsvMachine({ ...machine, ...table }),
  );
}

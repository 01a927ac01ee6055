import { InvalidOptionError, quote } from '../../core/index.ts';
import { GuessMachine } from '../machines/guess-machine.ts';
import type { ByteSource } from './byte-source.ts';
import { tableSource } from './csv.ts';
import { formatByName, type SourceFormat } from './format-by-name.ts';
import { jsonArray } from './json-array.ts';
import { jsonl } from './jsonl.ts';
import { jsonSource } from './machine-source.ts';
import type { Source, SourceOptions } from './source.ts';
import { TABLE_OPTIONS, type TableOptions } from './table-options.ts';

/** All formats, as `--format` takes them. */
export const sourceFormats: readonly SourceFormat[] = ['csv', 'tsv', 'json', 'jsonl'];

/** Options of {@link openSource}. */
export interface OpenSourceOptions extends SourceOptions, TableOptions {
  /**
   * Default: csv where one of the options of a table is given and the path does not say tsv; else told by the end of the path,
   * without `.gz` or `.zst`, or by the first byte that is no white space: `[` is json, `{` is jsonl.
   */
  readonly format?: SourceFormat | undefined;
  /** Dotted path of the array inside of one JSON document; makes the format json. */
  readonly pick?: string | undefined;
  /** Column for the keys of rows that are the members of one JSON object; makes the format json. */
  readonly keysAs?: string | undefined;
}

/**
 * Makes a source of a file or of bytes, whatever format they are in, packed with gzip or zstd or not.
 *
 * Memory: 256 KiB and one row, whatever the size of the source; with `pick` the longest string of the document too.
 *
 * @param where Path of a file, bytes in memory, or a stream of bytes such as `process.stdin`.
 * @param options Format, how a table is read, path of the array, name and largest row.
 * @returns A source; nothing is read before its rows are. They throw {@link SourceError} as those of {@link csv},
 * {@link jsonArray} and {@link jsonl} do, and {@link InvalidOptionError} where nothing tells the format.
 * @throws {InvalidOptionError} `INVALID_OPTION` where `pick` is given for a format that is not json, or an option of a table for
 * one that is.
 *
 * @example Bytes that tell what they are
 * ```ts
 * import { openSource } from 'bedrock-batch/builders';
 *
 * const source = openSource(new TextEncoder().encode('[{"title":"Jaws"}]'), { name: 'stdin' });
 * for await (const rows of source.rows()) {
 *   console.assert(rows[0]?.text('title') === 'Jaws');
 * }
 * ```
 */
export function openSource(where: ByteSource, options: OpenSourceOptions = {}): Source {
  switch (formatOf(where, options)) {
    case 'csv':
      return tableSource(where, options, ',');
    case 'tsv':
      return tableSource(where, options, '\t');
    case 'json':
      return jsonArray(where, options);
    case 'jsonl':
      return jsonl(where, options);
    default:
      return jsonSource(
        where,
        { ...options, reading: { format: 'guess' } },
        { makeMachine: (machine) => new GuessMachine(machine) },
      );
  }
}

/** Tells the format by options and path; undefined where the first byte has to tell it. */
export function formatOf(where: ByteSource, options: OpenSourceOptions): SourceFormat | undefined {
  const { format } = options;
  const tableOption = TABLE_OPTIONS.find((name) => options[name] !== undefined);
  const jsonOption = JSON_OPTIONS.find((name) => options[name] !== undefined);
  if (jsonOption !== undefined) return requireJson(format, jsonOption, tableOption);
  const told = format ?? (typeof where === 'string' ? formatByName(where) : undefined);
  return tableOption === undefined ? told : requireTable(told, tableOption);
}

const JSON_OPTIONS = ['pick', 'keysAs'] as const;

function requireJson(
  format: SourceFormat | undefined,
  option: (typeof JSON_OPTIONS)[number],
  tableOption: keyof TableOptions | undefined,
): SourceFormat {
  if (tableOption !== undefined) return requireTable('json', tableOption);
  if (format === undefined || format === 'json') return 'json';
  const flag = flagOf(option);
  throw new InvalidOptionError(
    `${flag} finds rows in one JSON document, and the format is ${quote(format)}`,
    {
      option,
      expected: 'the format json',
      received: format,
      hint: `Leave out ${flag}, or use --format json`,
    },
  );
}

/** Only tables have what these options speak of, so each of them tells the format too. */
function requireTable(format: SourceFormat | undefined, option: keyof TableOptions): SourceFormat {
  if (format === undefined || format === 'csv' || format === 'tsv') return format ?? 'csv';
  const flag = flagOf(option);
  throw new InvalidOptionError(
    `${flag} tells how CSV and TSV are read, and the format is ${quote(format)}`,
    {
      option,
      expected: 'the format csv or tsv',
      received: format,
      hint: `Leave out ${flag}, or use --format csv`,
    },
  );
}

function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

import { JsonArrayMachine } from '../machines/json-array-machine.ts';
import { PickMachine } from '../machines/pick-machine.ts';
import type { ByteSource } from './byte-source.ts';
import { machineSource } from './machine-source.ts';
import type { Source, SourceOptions } from './source.ts';

/** Options of {@link jsonArray}. */
export interface JsonArrayOptions extends SourceOptions {
  /** Dotted path of the array inside of the document, such as `data.items`. Default: the document is the array. */
  readonly pick?: string | undefined;
}

/**
 * Makes a source of the elements of one JSON array, of any size.
 *
 * The whole document is checked as it is read. In a template numbers come out as they stand in the document, and objects and
 * arrays as their JSON text.
 * Memory: 256 KiB and one element; with `pick` the longest string of the document too.
 *
 * @param where Path of a file, bytes in memory, or a stream of bytes.
 * @param options Path of the array, name and largest row.
 * @returns A source; nothing is read before its rows are.
 * @throws {InvalidOptionError} `INVALID_OPTION` from its rows where `pick` has an empty step. Otherwise they throw
 * {@link SourceError}: `SOURCE_NOT_FOUND`, `SOURCE_READ`, `SOURCE_ENCODING` where it is not UTF-8, `SOURCE_SYNTAX` with line and
 * column where it is no JSON or no array, `SOURCE_EMPTY` where there is nothing at all or nothing at the path, `SOURCE_ROW` for
 * an element that is too large.
 *
 * @example Read rows inside of a larger document
 * ```ts
 * import { jsonArray } from 'bedrock-batch/builders';
 *
 * const document = new TextEncoder().encode('{"data":{"items":[{"price":1.0}]}}');
 * for await (const rows of jsonArray(document, { pick: 'data.items' }).rows()) {
 *   console.assert(rows[0]?.text('price') === '1.0');
 * }
 * ```
 */
export function jsonArray(where: ByteSource, options: JsonArrayOptions = {}): Source {
  const { pick } = options;
  return machineSource(where, { ...options, reading: { format: 'json', pick } }, (machine) =>
    pick === undefined ? new JsonArrayMachine(machine) : new PickMachine({ ...machine, pick }),
  );
}

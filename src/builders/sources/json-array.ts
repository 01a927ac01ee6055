import { InvalidOptionError } from '../../core/index.ts';
import { GuessMachine } from '../machines/guess-machine.ts';
import type { MachineOptions } from '../machines/row-machine.ts';
import { PickedRenderer } from '../rendering/picked-renderer.ts';
import type { ByteSource } from './byte-source.ts';
import { jsonSource, type MakeRenderer, machineSource } from './machine-source.ts';
import type { Source, SourceOptions } from './source.ts';

/** Options of {@link jsonArray}. */
export interface JsonArrayOptions extends SourceOptions {
  /** Dotted path of the array inside of the document, such as `data.items`. Default: the document is the array. */
  readonly pick?: string | undefined;
  /**
   * Column for the keys of rows that are the members of an object, `{"a1":{…},"a2":{…}}`: with `id` their rows are
   * `{"id":"a1",…}`. The object is the document, or what `pick` names. Default: rows are the elements of an array.
   */
  readonly keysAs?: string | undefined;
}

/**
 * Makes a source of the elements of one JSON array, of any size; or of the members of an object, or of objects that stand one after
 * the other.
 *
 * The whole document is checked as it is read. In a template numbers come out as they stand in the document, and objects and
 * arrays as their JSON text.
 * Memory: 256 KiB and one element; with `pick` or `keysAs` the longest string of the document too.
 *
 * @param where Path of a file, bytes in memory, or a stream of bytes.
 * @param options Path of the array, name and largest row.
 * @returns A source; nothing is read before its rows are.
 * @throws {InvalidOptionError} `INVALID_OPTION` where `keysAs` is empty, and from its rows where `pick` has an empty step. Otherwise they throw
 * {@link SourceError}: `SOURCE_NOT_FOUND`, `SOURCE_READ`, `SOURCE_ENCODING` where it is not UTF-8, `SOURCE_SYNTAX` with line and
 * column where it is no JSON or no array, `SOURCE_EMPTY` where there is nothing at all or nothing at the path, `SOURCE_ROW` for
 * an element that is too large, and for a member that is no object or has the column already.
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
  const { pick, keysAs } = options;
  if (keysAs === '') throw noColumn();
  const source = { ...options, reading: { format: 'json', pick, keysAs } };
  if (pick === undefined && keysAs === undefined)
    return jsonSource(where, source, {
      format: 'json',
      makeMachine: (machine) => new GuessMachine({ ...machine, format: 'json' }),
    });
  // the parser for paths is loaded for them alone
  const makeMachine = async (machine: MachineOptions) => {
    const { PickMachine } = await import('../machines/pick-machine.ts');
    return new PickMachine({ ...machine, pick, keysAs });
  };
  const makeRenderer: MakeRenderer = async (machine, templateFor) =>
    new PickedRenderer(await makeMachine(machine), machine.maxRowBytes, templateFor);
  return machineSource(where, { ...source, makeRenderer }, makeMachine);
}

function noColumn(): InvalidOptionError {
  return new InvalidOptionError('The column for the keys of rows has no name', {
    option: 'keysAs',
    expected: 'the name of a column, such as id',
    received: '""',
    hint: 'Leave out --keys-as where rows are the elements of an array',
  });
}

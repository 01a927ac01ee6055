import { describeValue, formatPath, isObject, quote } from '../../core/index.ts';
import type { Row } from '../rows/row.ts';
import { type PlainRules, unplainIn } from '../rows/unplain.ts';
import { loadExport, moduleError } from './load-module.ts';
import type { RecordIds } from './record-ids.ts';
import { type MappedRow, notMapped, type RowMapper } from './row-mapper.ts';

/** What a map function is told besides the row. */
export interface MapContext {
  /** 1-based number of the row. */
  readonly number: number;
}

/** What a map function gives back: a record whose id may be left to the `id` option. */
export interface MapOutput {
  readonly recordId?: string | undefined;
  /** Body in the shape of the model's provider; a JSON object. */
  readonly modelInput: object;
}

/**
 * Turns a row into a record.
 *
 * A row of JSON is a JavaScript value: keys that are whole numbers come first in it, and numbers are doubles.
 */
export type MapFunction<Value = unknown> = (
  value: Value,
  context: MapContext,
) => MapOutput | Promise<MapOutput>;

const EXPORTED_NAMES = ['default', 'map', 'record'] as const;

/**
 * Loads the function of a map file: its default export, or one named `map` or `record`.
 *
 * `.js`, `.mjs` and `.cjs` are imported as they are; `.ts`, `.mts` and `.cts` need tsx to be installed beside this package.
 * The file runs as it is loaded.
 *
 * @param path Path of the file, from the working directory.
 * @returns The function.
 * @throws {InvalidOptionError} `INVALID_OPTION` where the file is missing, throws, exports no function, or needs tsx.
 */
export async function loadMapFunction(path: string): Promise<MapFunction> {
  const file = { path, option: 'map', kind: 'map file' };
  const exported = await loadExport(file, { names: EXPORTED_NAMES, fits: isFunction });
  if (exported !== undefined) return exported;
  throw moduleError(file, `${quote(path)} exports no function`, {
    expected: 'a default export, or one named map or record',
    hint: 'Write: export default (row, { number }) => ({ recordId, modelInput })',
  });
}

function isFunction(value: unknown): value is MapFunction {
  return typeof value === 'function';
}

/**
 * Makes a mapper of a function: it gets what the row holds, and its number.
 *
 * A function that throws, or gives back anything but `{ recordId?, modelInput }`, makes a diagnostic `ROW_NOT_MAPPED`, and so
 * does a model input that JSON cannot say: with NaN, functions, maps or bytes in it. An id it gives wins over `ids`.
 *
 * @param map Any function from a row to a record, async or not.
 * @param ids What {@link recordIds} gave.
 * @returns A mapper that is synchronous where the function is; ids are given in the order of the rows, whichever is ready first.
 */
export function mapRecord(map: MapFunction<never>, ids: RecordIds): RowMapper {
  /** The last row that is not yet a record: ids depend on the rows before, so the next one waits for it. */
  let last: Promise<MappedRow> | undefined;
  const mapLater = async (row: Row, output: unknown): Promise<MappedRow> => {
    const before = last;
    const [ended] = await Promise.allSettled([output, before]);
    return ended.status === 'fulfilled'
      ? recordOf(ended.value, row, ids)
      : thrown(row, ended.reason);
  };
  return (row) => {
    let output: unknown;
    try {
      output = map(row.value as never, { number: row.number });
    } catch (cause) {
      return thrown(row, cause);
    }
    if (!isThenable(output) && last === undefined) return recordOf(output, row, ids);
    const mapping = mapLater(row, output);
    last = mapping;
    const forget = () => {
      if (last === mapping) last = undefined;
    };
    mapping.then(forget, forget);
    return mapping;
  };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return isObject(value) && typeof value['then'] === 'function';
}

function thrown(row: Row, cause: unknown): MappedRow {
  const message = cause instanceof Error ? cause.message : String(cause);
  return { diagnostics: [notMapped(row, `the map function threw ${quote(message, 200)}`)] };
}

function recordOf(output: unknown, row: Row, ids: RecordIds): MappedRow {
  const reason = whyNoRecord(output);
  if (reason !== undefined) return { diagnostics: [notMapped(row, reason)] };
  const { recordId, modelInput } = output as {
    recordId?: string;
    modelInput: Readonly<Record<string, unknown>>;
  };
  if (recordId !== undefined) return { record: { recordId, modelInput }, diagnostics: [] };
  const id = ids.next(row, modelInput);
  const isRefused = id.diagnostics.some(({ severity }) => severity === 'error');
  return isRefused
    ? { diagnostics: id.diagnostics }
    : { record: { recordId: id.recordId, modelInput }, diagnostics: id.diagnostics };
}

function whyNoRecord(output: unknown): string | undefined {
  if (!isObject(output)) return `the map function returned ${describeValue(output)}`;
  const { recordId, modelInput, ...rest } = output;
  const [unknown] = Object.keys(rest);
  if (recordId !== undefined && typeof recordId !== 'string')
    return `its recordId is ${describeValue(recordId)}, and must be a string`;
  if (modelInput === undefined) return 'what the map function returned has no modelInput';
  if (!isObject(modelInput))
    return `its modelInput is ${describeValue(modelInput)}, and must be an object`;
  return unknown === undefined
    ? whyNotWritten(modelInput)
    : `what the map function returned has the key ${quote(unknown)} beside recordId and modelInput`;
}

/** A model input is written by JSON.stringify, which says nothing of what it leaves out or turns into null or `{}`. */
const IN_FUNCTIONS: PlainRules = { takesBigInt: false, takesInstances: true };

function whyNotWritten(modelInput: object): string | undefined {
  try {
    const flaw = unplainIn(modelInput, IN_FUNCTIONS);
    if (flaw === undefined) return undefined;
    const where = formatPath(['modelInput', ...flaw.path]);
    return `its ${quote(where)} is ${flaw.what}, which JSON cannot say`;
  } catch {
    return undefined; // whatever it is, writing it throws the same
  }
}

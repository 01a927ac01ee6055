import { type Diagnostic, diagnose, formatPath, type Severities } from '../../core/index.ts';
import { changedNumber, JsonOddities } from '../../engine/index.ts';
import { hasLongNumber } from '../row-digests/exact-numbers.ts';
import { movedColumn } from '../rows/moved-column.ts';
import { type Row, shownNumber } from '../rows/row.ts';
import { mappedWith, type RowMapper, rowLocation } from './row-mapper.ts';

/** What makes the records. */
export interface RowRules {
  /** Whether a function or a schema sees values, in which numbers are doubles and columns may be moved; templates take all as it stands. */
  readonly seesValues: boolean;
  readonly severities?: Severities | undefined;
}

/** Looks at rows before a mapper: what of them gets lost on the way is an error or a warning. */
export function checkRows(mapper: RowMapper, rules: RowRules): RowMapper {
  return checkJsonRows(rules.seesValues ? checkColumns(mapper) : mapper, rules);
}

/** Warns once of rows whose columns are in another order in their value than in the source. */
function checkColumns(mapper: RowMapper): RowMapper {
  let isSaid = false;
  return (row) => {
    const moved = isSaid ? undefined : movedColumn(row);
    if (moved === undefined) return mapper(row);
    isSaid = true;
    const args = { row: shownNumber(row), ...moved };
    const said = diagnose('ROW_COLUMNS_REORDERED', { location: rowLocation(row), args });
    return mappedWith([said], mapper(row));
  };
}

/**
 * Looks at rows of JSON before a mapper: one with a key twice becomes no record, unless its diagnostic is lowered, and numbers that
 * a value cannot hold are warned of where somebody sees it.
 */
function checkJsonRows(mapper: RowMapper, { seesValues, severities }: RowRules): RowMapper {
  const severity = severities?.ROW_KEY_REPEATED ?? 'error';
  return (row) => {
    if (row.json === undefined) return mapper(row);
    const repeated = severity === 'off' ? undefined : repeatedKeyOf(row);
    if (repeated !== undefined && severity === 'error') return { diagnostics: [repeated] };
    const changed = seesValues ? changedNumbers(row, row.json()) : [];
    const diagnostics = repeated === undefined ? changed : [repeated, ...changed];
    return diagnostics.length === 0 ? mapper(row) : mappedWith(diagnostics, mapper(row));
  };
}

function repeatedKeyOf(row: Row): Diagnostic | undefined {
  const found = row.repeatedKey?.();
  if (found === undefined) return undefined;
  const location = { ...rowLocation(row), path: found.path === '' ? undefined : found.path };
  return diagnose('ROW_KEY_REPEATED', { location, args: { row: shownNumber(row), ...found } });
}

function changedNumbers(row: Row, json: string): readonly Diagnostic[] {
  if (!hasLongNumber(json)) return [];
  const found: Diagnostic[] = [];
  const oddities = new JsonOddities(({ kind, start, end }) => {
    if (kind !== 'changed-number') return;
    const written = json.slice(start, end);
    const path = formatPath(oddities.path);
    const args = { row: shownNumber(row), path, written, read: changedNumber(written) ?? written };
    found.push(
      diagnose('ROW_NUMBER_CHANGED', {
        location: { ...rowLocation(row), path: path === '' ? undefined : path },
        args,
      }),
    );
  });
  oddities.scan(json);
  return found;
}

import {
  askSchema,
  type Diagnostic,
  diagnose,
  formatCount,
  formatPath,
  quote,
  requireSchema,
  type Severities,
  type StandardSchema,
} from '../../core/index.ts';
import { type Row, shownNumber } from '../rows/row.ts';
import { mappedWith, type RowMapper, rowLocation } from './row-mapper.ts';

/** A schema of the caller's own for rows. */
export interface RowSchemaOptions {
  /**
   * A schema of the caller's own that every row must fit before it becomes a record: zod, valibot, arktype or any other
   * Standard Schema without asynchronous checks. It sees what a function would be given; the values of a table are text. It
   * only judges: the function or the template gets the row as it was read.
   */
  readonly rowSchema?: StandardSchema | undefined;
}

/** What tells the schemas of a build from others. */
export interface SchemaKeys {
  /** What tells `schema` from another one, such as a digest of its file; without it a build is never recognised. */
  readonly schemaKey?: string | undefined;
  /** What tells `rowSchema` from another one. */
  readonly rowSchemaKey?: string | undefined;
}

/** The schemas of a build with their keys. */
interface KeyedSchemas extends RowSchemaOptions, SchemaKeys {
  readonly schema?: StandardSchema | undefined;
}

/** Says what identifies the schemas of a build; undefined where one has no key. */
export function schemaIdentity(options: KeyedSchemas): SchemaKeys | undefined {
  const { schema, schemaKey, rowSchema, rowSchemaKey } = options;
  if (schema !== undefined && schemaKey === undefined) return undefined;
  if (rowSchema !== undefined && rowSchemaKey === undefined) return undefined;
  return {
    schemaKey: schema === undefined ? undefined : schemaKey,
    rowSchemaKey: rowSchema === undefined ? undefined : rowSchemaKey,
  };
}

/**
 * Puts the schema for rows before a mapper: a row that it refuses becomes no record, unless its diagnostic is lowered.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where it is no Standard Schema.
 */
export function checkRowsFirst(
  mapper: RowMapper,
  { rowSchema, severities }: RowSchemaOptions & { readonly severities?: Severities | undefined },
): RowMapper {
  requireSchema(rowSchema, 'rowSchema');
  const severity = severities?.ROW_OWN_SCHEMA ?? 'error';
  if (rowSchema === undefined || severity === 'off') return mapper;
  return (row) => {
    const diagnostics = diagnosticsOf(row, rowSchema);
    if (diagnostics.length === 0) return mapper(row);
    if (severity === 'error') return { diagnostics };
    return mappedWith(diagnostics, mapper(row));
  };
}

function diagnosticsOf(row: Row, rowSchema: StandardSchema): readonly Diagnostic[] {
  const found = askSchema(rowSchema, row.value, {
    option: 'rowSchema',
    subject: () => `row ${formatCount(shownNumber(row))} of ${quote(row.source)}`,
  });
  if (found.length === 0) return [];
  return found.map(({ path: steps, ...says }) => {
    const path = formatPath(steps);
    return diagnose('ROW_OWN_SCHEMA', {
      location: { ...rowLocation(row), path: path === '' ? undefined : path },
      args: { row: shownNumber(row), path, ...says },
    });
  });
}

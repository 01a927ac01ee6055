import { isStandardSchema, quote, type StandardSchema } from '../../core/index.ts';
import { loadExport, moduleError } from './load-module.ts';

/** What a schema is for: the modelInput of records, or the rows of a source. */
export type SchemaUse = 'modelInput' | 'row';

/**
 * Loads the schema of a file: its export named after the use, `modelInput` or `row`, else its default export, else one named
 * `schema`. One file can so hold both.
 *
 * Any Standard Schema will do: zod from 3.24 on, valibot, arktype. `.js`, `.mjs` and `.cjs` are imported as they are; `.ts`,
 * `.mts` and `.cts` need tsx to be installed beside this package. The file runs as it is loaded.
 *
 * @param path Path of the file, from the working directory.
 * @param use What the schema is for.
 * @returns The schema.
 * @throws {InvalidOptionError} `INVALID_OPTION` where the file is missing, throws, exports no schema, or needs tsx.
 */
export async function loadSchema(
  path: string,
  use: SchemaUse = 'modelInput',
): Promise<StandardSchema> {
  const file = { path, option: use === 'row' ? 'rowSchema' : 'schema', kind: 'schema file' };
  const names = [use, 'default', 'schema'];
  const schema = await loadExport(file, { names, fits: isStandardSchema });
  if (schema !== undefined) return schema;
  throw moduleError(file, `${quote(path)} exports no schema`, {
    expected: `a Standard Schema as the export ${use}, as the default export, or as one named schema`,
    hint: 'Write: export default z.object({ … }), with zod 3.24 or newer, valibot, arktype or another Standard Schema',
  });
}

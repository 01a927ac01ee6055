import { extname } from 'node:path';
import {
  type InvalidOptionError,
  isStandardSchema,
  quote,
  type StandardSchema,
} from '../../core/index.ts';
import { loadExport, type ModuleFile, moduleError } from './load-module.ts';

/** What a schema is for: the modelInput of records, the rows of a source, or the answers of a model. */
export type SchemaUse = 'modelInput' | 'row' | 'answer';

const OPTIONS: Readonly<Record<SchemaUse, string>> = {
  modelInput: 'schema',
  row: 'rowSchema',
  answer: 'answer',
};

/**
 * Loads the schema of a file: its export named after the use, `modelInput`, `row` or `answer`, else its default export, else one named
 * `schema`. One file can so hold all of them.
 *
 * Any Standard Schema will do: zod from 3.24 on, valibot, arktype. `.js`, `.mjs` and `.cjs` are imported as they are; `.ts`,
 * `.mts` and `.cts` need tsx to be installed beside this package. The file runs as it is loaded.
 *
 * @param path Path of the file, from the working directory.
 * @param use What the schema is for.
 * @returns The schema.
 * @throws {InvalidOptionError} `INVALID_OPTION` where the file is missing, throws, exports no schema, needs tsx, or is JSON.
 */
export async function loadSchema(
  path: string,
  use: SchemaUse = 'modelInput',
): Promise<StandardSchema> {
  const file = { path, option: OPTIONS[use], kind: 'schema file' };
  if (extname(path).toLowerCase() === '.json') throw jsonFile(path, file);
  const names = [use, 'default', 'schema'];
  const schema = await loadExport(file, { names, fits: isStandardSchema });
  if (schema !== undefined) return schema;
  throw moduleError(file, `${quote(path)} exports no schema`, {
    expected: `a Standard Schema as the export ${use}, as the default export, or as one named schema`,
    hint: 'Write: export default z.object({ … }), with zod 3.24 or newer, valibot, arktype or another Standard Schema',
  });
}

/** What reads JSON Schema leaves out keywords that it does not know, so that a schema would be weaker than it looks: whoever wants that writes it. */
function jsonFile(path: string, file: ModuleFile): InvalidOptionError {
  return moduleError(
    file,
    `${quote(path)} is JSON, and a schema is taken from what a file exports`,
    {
      expected: 'a file such as schema.mjs, with a Standard Schema as its default export',
      hint: 'Write it with zod, or read a JSON Schema with z.fromJSONSchema(), which passes over keywords it does not know',
    },
  );
}

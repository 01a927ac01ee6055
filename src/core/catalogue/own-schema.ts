import { printable, quote } from '../text/quote.ts';
import { formatCount } from '../text/units.ts';
import type { CatalogueEntry } from './entry.ts';

// Codes about schemas that users give. Rows are 1-based.

/** What a schema of the user has against a value. */
interface OwnSchemaArgs {
  /** JSON path inside of the model input or the row, such as `messages[0].content`; empty for all of it. */
  readonly path: string;
  /** What the schema says, in its own words. */
  readonly text: string;
  /** Only where the schema says it apart from its words. */
  readonly expected?: string | undefined;
  readonly received: string;
}

const LONGEST_TEXT = 200;

/**
 * A schema of your own, given with `--schema` (in the library: `schema`), refuses the modelInput.
 *
 * **Why.** What the model takes is checked anyway; your schema says what you want of your records besides: a budget of
 * tokens, a fixed system prompt, one turn only. It is asked of every record, and its own words stand in quotes. It only
 * judges: what it would make of a value (defaults, transforms) is left aside, and the record stays as it is.
 *
 * **What to do.** Fix what makes the record, or the schema. The file exports any [Standard
 * Schema](https://standardschema.dev) (zod from 3.24 on, valibot, arktype) as `modelInput`, as its default export, or
 * as `schema`; TypeScript needs tsx. Asynchronous checks and schemas that throw are refused with an error that names
 * the record.
 *
 * ```js
 * // schema.mjs
 * import { z } from 'zod';
 *
 * export default z.looseObject({ max_tokens: z.int().max(500) });
 * ```
 *
 * Wrong:
 *
 * ```json
 * {"recordId":"1","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":4096,"messages":[{"role":"user","content":"Hi"}]}}
 * ```
 *
 * Right:
 *
 * ```json
 * {"recordId":"1","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":256,"messages":[{"role":"user","content":"Hi"}]}}
 * ```
 */
export const MODEL_INPUT_OWN_SCHEMA: CatalogueEntry<OwnSchemaArgs> = {
  severity: 'error',
  message: ({ path, text, received }) =>
    path === ''
      ? `The schema given for model inputs refuses this one: ${quote(text, LONGEST_TEXT)}`
      : `${quote(path)} is ${received}, and the schema given for model inputs refuses that: ${quote(text, LONGEST_TEXT)}`,
  hint: () => 'Fix what makes the record, or the schema that --schema names',
  expected: ({ expected }) =>
    expected === undefined ? 'what the schema takes' : printable(expected),
  received: ({ received }) => received,
};

/**
 * A schema of your own, given with `--row-schema` (in the library: `rowSchema`), refuses a row of the source.
 *
 * **Why.** A row that is not what you think becomes a record that is paid for. The schema sees each row as a `--map`
 * function gets it, before it becomes a record: an object, whose values are text where the source is CSV or TSV.
 * Nothing is written while a row is refused.
 *
 * **What to do.** Fix the row, or the schema. The file exports any [Standard Schema](https://standardschema.dev) as
 * `row`, as its default export, or as `schema`. It only checks: a `--map` function that needs what the schema makes of
 * a row calls its `parse()` itself. With `--severity ROW_OWN_SCHEMA=warning` such rows are reported and become records
 * anyway.
 *
 * ```js
 * // schema.mjs
 * import { z } from 'zod';
 *
 * export const row = z.object({ title: z.string().min(1), year: z.string().regex(/^\d{4}$/) });
 * ```
 *
 * Wrong:
 *
 * ```text
 * title,year
 * Alien,
 * ```
 *
 * Right:
 *
 * ```text
 * title,year
 * Alien,1979
 * ```
 */
export const ROW_OWN_SCHEMA: CatalogueEntry<OwnSchemaArgs & { readonly row: number }> = {
  severity: 'error',
  message: ({ row, path, text, received }) =>
    path === ''
      ? `The schema given for rows refuses row ${formatCount(row)}: ${quote(text, LONGEST_TEXT)}`
      : `${quote(path)} of row ${formatCount(row)} is ${received}, and the schema given for rows refuses that: ${quote(text, LONGEST_TEXT)}`,
  hint: () => 'Fix the row in the source, or the schema that --row-schema names',
  expected: ({ expected }) =>
    expected === undefined ? 'what the schema takes' : printable(expected),
  received: ({ received }) => received,
};

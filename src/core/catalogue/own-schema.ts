import { printable, quote } from '../quote.ts';
import { formatCount } from '../units.ts';
import type { Catalogue } from './entry.ts';

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

/** Args of the codes about schemas that users give. Rows are 1-based. */
export interface OwnSchemasArgs {
  readonly MODEL_INPUT_OWN_SCHEMA: OwnSchemaArgs;
  readonly ROW_OWN_SCHEMA: OwnSchemaArgs & { readonly row: number };
}

const LONGEST_TEXT = 200;

export const ownSchemaCatalogue: Catalogue<OwnSchemasArgs> = {
  MODEL_INPUT_OWN_SCHEMA: {
    severity: 'error',
    message: ({ path, text, received }) =>
      path === ''
        ? `The schema given for model inputs refuses this one: ${quote(text, LONGEST_TEXT)}`
        : `${quote(path)} is ${received}, and the schema given for model inputs refuses that: ${quote(text, LONGEST_TEXT)}`,
    hint: () => 'Fix what makes the record, or the schema that --schema names',
    expected: ({ expected }) =>
      expected === undefined ? 'what the schema takes' : printable(expected),
    received: ({ received }) => received,
  },
  ROW_OWN_SCHEMA: {
    severity: 'error',
    message: ({ row, path, text, received }) =>
      path === ''
        ? `The schema given for rows refuses row ${formatCount(row)}: ${quote(text, LONGEST_TEXT)}`
        : `${quote(path)} of row ${formatCount(row)} is ${received}, and the schema given for rows refuses that: ${quote(text, LONGEST_TEXT)}`,
    hint: () => 'Fix the row in the source, or the schema that --row-schema names',
    expected: ({ expected }) =>
      expected === undefined ? 'what the schema takes' : printable(expected),
    received: ({ received }) => received,
  },
};

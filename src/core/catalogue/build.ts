import { nearestName } from '../nearest.ts';
import { quote } from '../quote.ts';
import { formatCount } from '../units.ts';
import type { Catalogue } from './entry.ts';

/** Args of the codes about turning rows into records. Rows are 1-based. */
export interface BuildArgs {
  readonly TEMPLATE_VALUE_EMPTY: { readonly column: string; readonly row: number };
  readonly TEMPLATE_COLUMN_MISSING: {
    readonly column: string;
    readonly row: number;
    readonly columns: readonly string[];
  };
  readonly TEMPLATE_PROMPT_EMPTY: { readonly row: number };
  readonly ROW_NOT_MAPPED: { readonly row: number; readonly reason: string };
}

export const buildCatalogue: Catalogue<BuildArgs> = {
  TEMPLATE_VALUE_EMPTY: {
    severity: 'warning',
    message: ({ column, row }) =>
      `The column ${quote(column)} of row ${formatCount(row)} is null and is rendered as nothing`,
    hint: () => 'Fill the column in, leave the row out, or write a --map function that handles it',
    expected: () => 'a value',
    received: () => 'null',
  },
  TEMPLATE_COLUMN_MISSING: {
    severity: 'error',
    message: ({ column, row, columns }) =>
      `Row ${formatCount(row)} has no column ${quote(column)}; it has ${columns
        .slice(0, 8)
        .map((name) => quote(name, 30))
        .join(', ')}`,
    hint: ({ column, columns }) => {
      const nearest = nearestName(column, columns);
      const named = nearest === undefined ? 'Name a column' : `Write {{${nearest}}}, name a column`;
      return `${named} that every row has, or write a --map function`;
    },
    expected: ({ column }) => quote(column),
    received: () => 'nothing',
  },
  TEMPLATE_PROMPT_EMPTY: {
    severity: 'error',
    message: ({ row }) =>
      `The prompt of row ${formatCount(row)} is empty, and models refuse empty text`,
    hint: () => 'Leave the row out, or add words to the template',
    expected: () => 'text',
    received: () => 'nothing but white space',
  },
  ROW_NOT_MAPPED: {
    severity: 'error',
    message: ({ row, reason }) => `Row ${formatCount(row)} did not become a record: ${reason}`,
    hint: () =>
      'Return { recordId, modelInput } for every row; leave rows out before they get here',
    expected: () => 'a record',
    received: ({ reason }) => reason,
  },
};

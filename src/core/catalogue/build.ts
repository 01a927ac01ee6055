import { nearestName } from '../text/nearest.ts';
import { quote } from '../text/quote.ts';
import { formatCount } from '../text/units.ts';
import type { CatalogueEntry } from './entry.ts';

// Codes about turning rows into records. Rows are 1-based.

/**
 * A column that the template names is null in this row, and was rendered as nothing.
 *
 * **Why.** The prompt is probably not what was meant: "Which genre is ?". An empty text in a CSV is no null and gives
 * no warning.
 *
 * **What to do.** Fill the column in, leave the row out, or write a `--map` function that handles it.
 *
 * Wrong:
 *
 * ```json
 * [{"title":null}]
 * ```
 *
 * Right:
 *
 * ```json
 * [{"title":"Jaws"}]
 * ```
 */
export const TEMPLATE_VALUE_EMPTY: CatalogueEntry<{
  readonly column: string;
  readonly row: number;
}> = {
  severity: 'warning',
  message: ({ column, row }) =>
    `The column ${quote(column)} of row ${formatCount(row)} is null and is rendered as nothing`,
  hint: () => 'Fill the column in, leave the row out, or write a --map function that handles it',
  expected: () => 'a value',
  received: () => 'null',
};

/**
 * A row does not have a column that the template names.
 *
 * **Why.** The objects of a JSON source may differ from row to row. In a table a column that is missing is missing
 * everywhere; that is the error `TEMPLATE_COLUMN_UNKNOWN` instead.
 *
 * **What to do.** Name a column that every row has, or write a `--map` function.
 *
 * Wrong:
 *
 * ```json
 * [{"title":"Jaws"},{"name":"Alien"}]
 * ```
 *
 * Right:
 *
 * ```json
 * [{"title":"Jaws"},{"title":"Alien"}]
 * ```
 */
export const TEMPLATE_COLUMN_MISSING: CatalogueEntry<{
  readonly column: string;
  readonly row: number;
  readonly columns: readonly string[];
}> = {
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
};

/**
 * The prompt of a row is empty, or nothing but white space, and the model refuses that.
 *
 * **Why.** The record would fail: it would be `MODEL_INPUT_EMPTY_TEXT`. Where a refusal is only in doubt, as of most models but
 * Claude, the record is built, and warned of with `MODEL_INPUT_DOUBTFUL`.
 *
 * **What to do.** Leave the row out, or add words to the template.
 *
 * Wrong:
 *
 * ```text
 * {{plot}}
 * ```
 *
 * Right:
 *
 * ```text
 * The plot of the film: {{plot}}
 * ```
 */
export const TEMPLATE_PROMPT_EMPTY: CatalogueEntry<{ readonly row: number }> = {
  severity: 'error',
  message: ({ row }) =>
    `The prompt of row ${formatCount(row)} is empty, and the model refuses empty text`,
  hint: () => 'Leave the row out, or add words to the template',
  expected: () => 'text',
  received: () => 'nothing but white space',
};

/**
 * The `--map` function threw, or did not return a record, for this row.
 *
 * **Why.** Every row becomes exactly one record, so that outcomes can be joined to rows by their position.
 *
 * **What to do.** Return `{ recordId, modelInput }` for every row; `recordId` may be left out. Leave rows out of the
 * source, not in the function.
 *
 * Wrong:
 *
 * ```js
 * export default (row) => row.title && { modelInput: { inputText: row.title } };
 * ```
 *
 * Right:
 *
 * ```js
 * export default (row) => ({ modelInput: { inputText: row.title || 'untitled' } });
 * ```
 */
export const ROW_NOT_MAPPED: CatalogueEntry<{ readonly row: number; readonly reason: string }> = {
  severity: 'error',
  message: ({ row, reason }) => `Row ${formatCount(row)} did not become a record: ${reason}`,
  hint: () => 'Return { recordId, modelInput } for every row; leave rows out before they get here',
  expected: () => 'a record',
  received: ({ reason }) => reason,
};

import { nearestName } from '../text/nearest.ts';
import { quote } from '../text/quote.ts';
import { countOf, formatCount } from '../text/units.ts';
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
  /** What the row is, where it is no object. */
  readonly is?: string | undefined;
}> = {
  severity: 'error',
  message: ({ column, row, columns, is }) =>
    is === undefined
      ? `Row ${formatCount(row)} has no column ${quote(column)}; it has ${columns
          .slice(0, 8)
          .map((name) => quote(name, 30))
          .join(', ')}`
      : `Row ${formatCount(row)} has no column ${quote(column)}: it is no object but ${is}`,
  hint: ({ column, columns, is }) => {
    if (is !== undefined) return 'Make each row an object, or write a --map function';
    const nearest = nearestName(column, columns);
    const named = nearest === undefined ? 'Name a column' : `Write {{${nearest}}}, name a column`;
    return `${named} that every row has, or write a --map function`;
  },
  expected: ({ column }) => quote(column),
  received: () => 'nothing',
};

/** What a template takes a column for. */
type ColumnUse = 'text' | 'json' | 'messages';

const NEEDED: Readonly<Record<ColumnUse, { readonly expected: string; readonly hint: string }>> = {
  text: {
    expected: 'plain data',
    hint: 'Make it text, a number, or lists and objects of these before it gets here, or give it a toJSON(); DuckDB: getRowObjectsJson()',
  },
  json: {
    expected: 'JSON',
    hint: 'Write JSON into the column; for its text as it is write --set path={{column}}, with "=" instead of ":="',
  },
  messages: {
    expected: 'a conversation as JSON',
    hint: 'Write turns such as {"role":"user","content":"…"} in a JSON array',
  },
};

/**
 * A column does not hold what the template takes it for.
 *
 * **Why.** As text a value of a program has to be plain data: text, a finite number, true, false, null, a Date, what has a
 * `toJSON()`, lists and objects of these. Instances of classes (such as the decimals and dates of DuckDB's client), maps,
 * sets, bytes, NaN, functions and invalid dates would stand in the prompt as `{"width":4,…}`, `{}` or `null`. `:=`
 * and `--messages` take JSON, with each key once in an object.
 *
 * **What to do.** Make it plain data before it gets here; DuckDB's `getRowObjectsJson()` does. Write JSON into a column that
 * `:=` names: `["END"]`.
 *
 * Wrong:
 *
 * ```js
 * buildDataset([{ price: new Decimal('1.50') }], { prompt: 'Is {{price}} much?', ...options });
 * ```
 *
 * Right:
 *
 * ```js
 * buildDataset([{ price: '1.50' }], { prompt: 'Is {{price}} much?', ...options });
 * ```
 */
export const TEMPLATE_VALUE_UNFIT: CatalogueEntry<{
  readonly column: string;
  readonly row: number;
  /** Where inside of the column, such as `prices[0]`; empty for all of it. */
  readonly path: string;
  /** What the template takes the column for. */
  readonly use: ColumnUse;
  readonly received: string;
}> = {
  severity: 'error',
  message: ({ column, row, path, use, received }) => {
    const where = path === '' ? '' : `, at ${quote(path)},`;
    return `The column ${quote(column)} of row ${formatCount(row)} holds${where} ${received} where ${NEEDED[use].expected} is needed`;
  },
  hint: ({ use }) => NEEDED[use].hint,
  expected: ({ use }) => NEEDED[use].expected,
  received: ({ received }) => received,
};

/**
 * A column that `--messages` names holds no conversation, or one that the model's family has no form for.
 *
 * **Why.** A conversation is a JSON array of turns `{"role":…,"content":…}`, or an object that has it in `messages` and perhaps a
 * system prompt in `system`. Its texts stand in the record as they are: nothing is joined, left out or guessed. System prompts
 * at the beginning are put where the model takes them; images and calls of tools are taken where they are written as this
 * model takes them.
 *
 * **What to do.** Write the turn as the message says, leave the row out, or write a `--map` function. Where each row has its own system
 * prompt, leave out `--system`.
 *
 * Wrong:
 *
 * ```jsonl
 * {"chat":[{"role":"human","content":"Which film is it?"}]}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"chat":[{"role":"user","content":"Which film is it?"}]}
 * ```
 */
export const TEMPLATE_MESSAGES_UNFIT: CatalogueEntry<{
  readonly column: string;
  readonly row: number;
  /** 1-based; absent where it is no single turn. */
  readonly turn?: number | undefined;
  readonly received: string;
  readonly expected: string;
  readonly hint: string;
}> = {
  severity: 'error',
  message: ({ column, row, turn, received, expected }) => {
    const of = `the column ${quote(column)} of row ${formatCount(row)}`;
    return turn === undefined
      ? `T${of.slice(1)} holds ${received} where ${expected} is needed`
      : `Turn ${formatCount(turn)} in ${of} has ${received} where ${expected} is needed`;
  },
  hint: ({ hint }) => hint,
  expected: ({ expected }) => expected,
  received: ({ received }) => received,
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

/** What is said of a row of other lengths than the header. */
interface RaggedArgs {
  /** 1-based lines where it begins and ends. */
  readonly line: number;
  readonly lastLine: number;
  /** Columns that are named. */
  readonly columns: number;
  readonly fields: number;
}

function hasFields({ fields, columns }: RaggedArgs): string {
  return `has ${countOf(fields, 'field')} where ${countOf(columns, 'column')} ${columns === 1 ? 'is' : 'are'} named`;
}

function linesOf({ line, lastLine }: RaggedArgs): string {
  return line === lastLine
    ? `line ${formatCount(line)}`
    : `lines ${formatCount(line)} to ${formatCount(lastLine)}`;
}

/**
 * A row of a CSV or TSV file has fewer or more fields than the header names columns.
 *
 * **Why.** Nobody can tell which of its fields belongs to which column. Each such row is listed, and no dataset is written.
 *
 * **What to do.** Put fields that hold the delimiter, a quote or a line break in double quotes, and look for a quote that is not
 * closed above. Lines before the header, such as a title, are left out by `--skip-lines`, comments by `--comment '#'`. `--ragged pad` fills rows that are too short with empty text, `--ragged skip` leaves out rows that are too short
 * or too long.
 *
 * Wrong:
 *
 * ```csv
 * title,year
 * Heat, the film,1995
 * ```
 *
 * Right:
 *
 * ```csv
 * title,year
 * "Heat, the film",1995
 * ```
 */
export const ROW_RAGGED: CatalogueEntry<RaggedArgs & { readonly row: number }> = {
  severity: 'error',
  message: (args) => `Row ${formatCount(args.row)} (${linesOf(args)}) ${hasFields(args)}`,
  hint: raggedHint,
  expected: ({ columns }) => countOf(columns, 'field'),
  received: ({ fields }) => countOf(fields, 'field'),
};

/** A header of one column may be a title, and a row of one field a comment. */
function raggedHint({ fields, columns }: RaggedArgs): string {
  if (fields > columns) {
    const title = 'where the first lines are a title, leave them out with --skip-lines; ';
    return `Put fields that hold the delimiter, a quote or a line break in double quotes; ${columns === 1 ? title : ''}--ragged skip leaves such rows out`;
  }
  const comment = "where it is a comment, leave such lines out with --comment '#'; ";
  return `Write every field, also empty ones, or look for a quote that is not closed above; ${fields === 1 ? comment : ''}--ragged pad fills such rows, --ragged skip leaves them out`;
}

/**
 * A row of a CSV or TSV file has fewer fields than the header names columns, and `--ragged pad` filled it with empty text.
 *
 * **Why.** Its last columns are empty. Where a field is missing in the middle, those behind it stand in the wrong columns.
 *
 * **What to do.** Look at the row. Nothing where its last columns are meant to be empty.
 *
 * Wrong:
 *
 * ```csv
 * title,year
 * Heat
 * ```
 *
 * Right:
 *
 * ```csv
 * title,year
 * Heat,
 * ```
 */
export const ROW_PADDED: CatalogueEntry<RaggedArgs & { readonly row: number }> = {
  severity: 'warning',
  message: (args) =>
    `Row ${formatCount(args.row)} (${linesOf(args)}) ${hasFields(args)}, and the others are empty`,
  hint: () => 'Look whether its last columns are those that are missing',
  expected: ({ columns }) => countOf(columns, 'field'),
  received: ({ fields }) => countOf(fields, 'field'),
};

/**
 * A row of a CSV or TSV file has fewer or more fields than the header names columns, and `--ragged skip` left it out.
 *
 * **Why.** It has no record, no outcome and no number: the rows behind it count on as if it were not there. Whoever joins
 * the outcomes to the same file has to give `--ragged skip` again.
 *
 * **What to do.** Look at the line. Nothing where it can be done without.
 *
 * Wrong:
 *
 * ```csv
 * title,year
 * Heat,1995
 * total: 1
 * ```
 *
 * Right:
 *
 * ```csv
 * title,year
 * Heat,1995
 * ```
 */
export const ROW_LEFT_OUT: CatalogueEntry<RaggedArgs> = {
  severity: 'warning',
  message: (args) => `What stands in ${linesOf(args)} ${hasFields(args)}, and is left out`,
  hint: () =>
    'Look whether it is no row; to join the outcomes to this file give --ragged skip again',
  expected: ({ columns }) => countOf(columns, 'field'),
  received: ({ fields }) => countOf(fields, 'field'),
};

/**
 * A row of JSON has a key twice in one of its objects.
 *
 * **Why.** Readers of JSON differ in which of the two values counts, and most of them, this one too, see the last one only: the
 * other would be lost without a word.
 *
 * **What to do.** Write each key once. Where the last value is the right one, `--severity ROW_KEY_REPEATED=warning` takes it.
 *
 * Wrong:
 *
 * ```jsonl
 * {"title":"Jaws","year":1975,"title":"Alien"}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"title":"Jaws","year":1975}
 * ```
 */
export const ROW_KEY_REPEATED: CatalogueEntry<{
  readonly row: number;
  readonly key: string;
  /** Path of the object in the row; empty for the row itself. */
  readonly path: string;
}> = {
  severity: 'error',
  marks: 'key',
  message: ({ row, key, path }) =>
    `The key ${quote(key)} is repeated in ${path === '' ? '' : `${quote(path)} of `}row ${formatCount(row)}, and only the last value would be taken`,
  hint: () => 'Write each key of an object once',
  expected: () => 'each key once',
  received: ({ key }) => `${quote(key)} again`,
};

/**
 * A function or a schema for rows gets the columns in another order than the source has them. It is said of the first such row.
 *
 * **Why.** `--map` and `--row-schema` see the row as a JavaScript object, in which names that are whole numbers, such as `2024`, come
 * first and in ascending order. What goes through the columns in turn, such as `JSON.stringify(row)` in a prompt, sees them so.
 *
 * **What to do.** Name the columns one by one, as `row['2024']`, or give them names that are no numbers; a template has no order. Where
 * the order does not matter, there is nothing to do.
 *
 * Wrong:
 *
 * ```text
 * title,2024
 * Jaws,3
 * ```
 *
 * Right:
 *
 * ```text
 * title,sold in 2024
 * Jaws,3
 * ```
 */
export const ROW_COLUMNS_REORDERED: CatalogueEntry<{
  readonly row: number;
  /** The column that comes too early. */
  readonly column: string;
  /** The one that stands there in the source. */
  readonly instead: string;
}> = {
  severity: 'warning',
  message: ({ row, column, instead }) =>
    `The column ${quote(column)} comes before ${quote(instead)} in row ${formatCount(row)}, and behind it in the source`,
  hint: () =>
    'JavaScript puts names that are whole numbers first: name each column where the order matters',
  expected: ({ instead }) => quote(instead),
  received: ({ column }) => quote(column),
};

/**
 * A row of JSON has a number that JavaScript cannot hold, and a function or a schema for rows is given another one.
 *
 * **Why.** `--map` and `--row-schema` see the row as a JavaScript value, whose numbers are doubles: `12345678901234567890` becomes
 * 12345678901234567000, and `1e400` Infinity, which JSON writes as null. A template takes the number as it stands in the source.
 *
 * **What to do.** Write the number as a string where each digit matters, as in an id, or use a template.
 *
 * Wrong:
 *
 * ```jsonl
 * {"sku":12345678901234567890}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"sku":"12345678901234567890"}
 * ```
 */
export const ROW_NUMBER_CHANGED: CatalogueEntry<{
  readonly row: number;
  /** Path of the number in the row; empty where it is the row. */
  readonly path: string;
  /** The number as it is written. */
  readonly written: string;
  /** The number that JavaScript makes of it. */
  readonly read: string;
}> = {
  severity: 'warning',
  message: ({ row, path, written, read }) =>
    `${path === '' ? 'R' : `${quote(path)} of r`}ow ${formatCount(row)} is ${quote(written, 40)}, and JavaScript reads ${read}`,
  hint: () =>
    'Write it as a string where each digit matters, or use a template instead of a function',
  expected: () => 'a number that a double can hold',
  received: ({ written }) => quote(written, 40),
};

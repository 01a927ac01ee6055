import { outputText, recordText } from '../outcomes/format-outcome.ts';
import { rowOf } from '../outcomes/kept-texts.ts';
import type { Outcome } from '../outcomes/outcome.ts';

/** A column of a table of outcomes. */
export interface TableColumn {
  readonly name: string;
  /** Gives what stands in it; null and undefined are an empty cell. */
  readonly valueOf: (outcome: Outcome) => unknown;
}

/** What stands before the name of a row's column that would be taken for one of the outcome. */
const ROW = 'row.';

/** What stands before the place of a value in a checked answer, such as `answer.items.0.price`. */
const ANSWER = 'answer.';

/** Columns of the outcome itself that a table has unless others are named, in this order. */
const USUAL = {
  recordId: ({ recordId }) => recordId,
  status: ({ status }) => status,
  finishReason: ({ finishReason }) => finishReason,
  text: ({ text }) => text,
  inputTokens: ({ usage }) => usage?.inputTokens,
  outputTokens: ({ usage }) => usage?.outputTokens,
  // a record that was not processed has no error, and whoever looks down a column wants to see why all the same
  error: ({ error, reason }) => error?.code ?? reason,
  errorMessage: ({ error }) => error?.message,
} satisfies Readonly<Record<string, TableColumn['valueOf']>>;

const OTHERS = {
  answer: ({ answer }) => answer,
  askedAs: ({ askedAs }) => askedAs,
  asked: ({ asked }) => asked,
  attempts: ({ attempts }) => attempts,
  stopReason: ({ stopReason }) => stopReason,
  retryable: ({ error }) => error?.retryable,
  totalTokens: ({ usage }) => usage?.totalTokens,
  cacheReadInputTokens: ({ usage }) => usage?.cacheReadInputTokens,
  cacheWriteInputTokens: ({ usage }) => usage?.cacheWriteInputTokens,
  job: ({ job }) => job,
  shard: ({ shard }) => shard,
  line: ({ line }) => line,
  rowNumber: ({ rowNumber }) => rowNumber,
  output: outputText,
  record: recordText,
  row: rowOf,
} satisfies Readonly<Record<string, TableColumn['valueOf']>>;

const COLUMNS: ReadonlyMap<string, TableColumn['valueOf']> = new Map(
  Object.entries<TableColumn['valueOf']>({ ...USUAL, ...OTHERS }),
);

/** Names of all columns of an outcome itself. */
export const outcomeColumns: readonly string[] = Object.freeze([...COLUMNS.keys()]);

/** Names of those that a table has unless others are named. */
export const usualColumns: readonly string[] = Object.freeze(Object.keys(USUAL));

/** Tells whether a name is that of a column whatever the rows are. */
export function isAlwaysThere(name: string): boolean {
  return COLUMNS.has(name) || name.startsWith(ROW) || name.startsWith(ANSWER);
}

/** Gives the name in the table of a column of the rows: its own, unless a column of the outcome could be meant. */
export function rowColumnName(key: string): string {
  return isAlwaysThere(key) ? `${ROW}${key}` : key;
}

/** Gives the column of a name. */
export function tableColumn(name: string): TableColumn {
  const valueOf = COLUMNS.get(name);
  if (valueOf !== undefined) return { name, valueOf };
  if (name.startsWith(ANSWER)) {
    const path = name.slice(ANSWER.length);
    return { name, valueOf: ({ answer }) => valueAt(answer, path) };
  }
  const key = name.startsWith(ROW) ? name.slice(ROW.length) : name;
  return {
    name,
    valueOf: (outcome) => {
      const row = rowOf(outcome);
      return hasColumns(row) && Object.hasOwn(row, key) ? row[key] : undefined;
    },
  };
}

/** Gives the columns of an answer that a table has unless others are named: its members, or the whole of it. */
export function answerColumns(answer: unknown): readonly string[] {
  return hasColumns(answer) ? Object.keys(answer).map((key) => `${ANSWER}${key}`) : ['answer'];
}

/** Gives what stands at a place in a value; a member whose own name has dots comes before the way through several. */
function valueAt(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const members = value as Readonly<Record<string, unknown>>;
  if (Object.hasOwn(members, path)) return members[path];
  const dot = path.indexOf('.');
  const key = path.slice(0, dot);
  return dot > 0 && Object.hasOwn(members, key)
    ? valueAt(members[key], path.slice(dot + 1))
    : undefined;
}

/** Tells whether a row has columns; others, such as a text or a list, are one cell. */
export function hasColumns(row: unknown): row is Readonly<Record<string, unknown>> {
  return typeof row === 'object' && row !== null && !Array.isArray(row) && !(row instanceof Date);
}

import { isObject } from '../../core/index.ts';
import type { CsvColumn, MemberPath } from '../../engine/index.ts';
import { outputText, recordText, textIn, textInLine } from '../outcomes/format-outcome.ts';
import { rowOf, textsOf } from '../outcomes/kept-texts.ts';
import type { Outcome } from '../outcomes/outcome.ts';

/** What a column holds where it has a type: text may be anything. */
export type ColumnKind = 'text' | 'count' | 'flag';

/** A column of a table of outcomes. */
export interface TableColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Gives what stands in it; null and undefined are an empty cell. */
  readonly valueOf: (outcome: Outcome) => unknown;
  /** Where the same stands in the line of a saved outcome whose answer was not checked. */
  readonly inLine: CsvColumn;
}

/** What stands before the name of a row's column that would be taken for one of the outcome. */
const ROW = 'row.';

/** What stands before the place of a value in a checked answer, such as `answer.items.0.price`. */
const ANSWER = 'answer.';

/** Columns of the outcome itself that a table has unless others are named, in this order. */
const USUAL: Readonly<Record<string, CsvColumn>> = {
  recordId: at('recordId'),
  status: at('status'),
  finishReason: at('finishReason'),
  text: at('text'),
  inputTokens: at('usage', 'inputTokens'),
  outputTokens: at('usage', 'outputTokens'),
  // a record that was not processed has no error, and whoever looks down a column wants to see why all the same
  error: { ...at('error', 'code'), otherwise: ['reason'] },
  errorMessage: at('error', 'message'),
};

const OTHERS: Readonly<Record<string, CsvColumn>> = {
  answer: at('answer'),
  askedAs: at('askedAs'),
  asked: at('asked'),
  attempts: at('attempts'),
  stopReason: at('stopReason'),
  retryable: at('error', 'retryable'),
  totalTokens: at('usage', 'totalTokens'),
  cacheReadInputTokens: at('usage', 'cacheReadInputTokens'),
  cacheWriteInputTokens: at('usage', 'cacheWriteInputTokens'),
  job: at('job'),
  shard: at('shard'),
  line: at('line'),
  rowNumber: at('rowNumber'),
  output: { ...at('output'), form: 'json' },
  record: { ...at('record'), form: 'json' },
  row: at('row'),
};

/** Of columns that hold no text. */
const KINDS: Readonly<Record<string, ColumnKind>> = {
  inputTokens: 'count',
  outputTokens: 'count',
  totalTokens: 'count',
  cacheReadInputTokens: 'count',
  cacheWriteInputTokens: 'count',
  attempts: 'count',
  line: 'count',
  rowNumber: 'count',
  retryable: 'flag',
};

/** Of columns whose values the outcome has not as members alone. */
const KEPT: Readonly<Record<string, TableColumn['valueOf']>> = {
  output: outputText,
  record: recordText,
  row: rowOf,
};

const COLUMNS: ReadonlyMap<string, TableColumn> = new Map(
  Object.entries({ ...USUAL, ...OTHERS }).map(([name, inLine]) => [
    name,
    { name, kind: KINDS[name] ?? 'text', inLine, valueOf: KEPT[name] ?? memberOf(inLine) },
  ]),
);

function at(name: keyof Outcome, key?: string): CsvColumn {
  return { path: key === undefined ? [name] : [name, key] };
}

function memberOf({ path, otherwise }: CsvColumn): TableColumn['valueOf'] {
  return (outcome) => memberAt(outcome, path) ?? memberAt(outcome, otherwise);
}

function memberAt(outcome: Outcome, path: MemberPath | undefined): unknown {
  if (path === undefined) return undefined;
  const [name, key] = path;
  const value: unknown = outcome[name as keyof Outcome];
  if (key === undefined) return value;
  return isObject(value) ? value[key] : undefined;
}

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
  const known = COLUMNS.get(name);
  if (known !== undefined) return known;
  if (name.startsWith(ANSWER)) {
    const path = name.slice(ANSWER.length);
    return { name, kind: 'text', valueOf: ({ answer }) => valueAt(answer, path), inLine: {} };
  }
  const key = name.startsWith(ROW) ? name.slice(ROW.length) : name;
  return {
    name,
    kind: 'text',
    valueOf: (outcome) => rowValue(outcome, key),
    inLine: { path: ['row', key], form: 'digits' },
  };
}

/** Gives what a column of a row holds; a number that no double may stand for as it is written, where that is known. */
function rowValue(outcome: Outcome, key: string): unknown {
  const row = rowOf(outcome);
  if (!hasColumns(row) || !Object.hasOwn(row, key)) return undefined;
  const value = row[key];
  return isRounded(value) ? (writtenInRow(outcome, key) ?? value) : value;
}

/** Whether a number is so large that it may have been another one before it was read. */
function isRounded(value: unknown): boolean {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return false;
  return Number.isInteger(value) || !Number.isFinite(value);
}

/** Gives JSON of a column of a row, where that of the row is known. */
function writtenInRow(outcome: Outcome, key: string): string | undefined {
  const row = textsOf(outcome)?.row?.text;
  return row === undefined ? textInLine(outcome, ['row', key]) : textIn(row, [key]);
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

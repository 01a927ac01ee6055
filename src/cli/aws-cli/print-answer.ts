import type { JSONValue } from '@jmespath-community/jmespath';
import {
  type ApiShape,
  type ApiShapeName,
  apiConstraints,
  printable,
  printableLines,
} from '../../core/index.ts';
import type { Session } from '../session/session.ts';
import { UsageError } from '../session/usage-error.ts';
import { formatTable } from '../terminal/table.ts';
import type { ApiAnswerFlags, OutputForm } from './api-answer-flags.ts';
import { textForm } from './text-form.ts';

/** What was asked for. */
export interface AskedAnswer {
  /** Shape of the answer. */
  readonly reply: ApiShapeName;
  readonly flags: ApiAnswerFlags;
}

const INDENT = 4;

/**
 * Prints an answer of the API, or what a JMESPath expression finds in it, as the AWS CLI prints it; the table has a look of its own.
 *
 * Of several jobs it may be a list of answers. An answer without members is not printed.
 *
 * @throws {UsageError} where the expression is none.
 */
export async function printAnswer(
  answer: Readonly<Record<string, unknown>> | readonly unknown[],
  { reply, flags }: AskedAnswer,
  session: Session,
): Promise<void> {
  const { output = 'json', query } = flags;
  if (Object.keys(answer).length === 0 && query === undefined) return;
  const plain = Array.isArray(answer)
    ? answer.map((one) => plainOf(one, reply))
    : plainOf(answer, reply);
  const value = query === undefined ? plain : await find(query, plain as JSONValue);
  const text = await FORMS[output](value, session.widthOf('stdout'));
  if (text !== '') await session.print(text);
}

/**
 * Makes sure that an expression is one before anything is asked.
 *
 * @throws {UsageError} that says what is wrong.
 */
export async function requireQuery(query: string | undefined): Promise<void> {
  if (query === undefined) return;
  const { compile } = await import('@jmespath-community/jmespath');
  try {
    compile(query, OPTIONS);
  } catch (error) {
    throw refused(error, 'is no JMESPath expression');
  }
}

type Form = (value: unknown, width: number | undefined) => string | Promise<string>;

const FORMS: Readonly<Record<OutputForm, Form>> = {
  json: (value) => printableLines(JSON.stringify(value, null, INDENT)),
  text: (value) => textForm(value).join('\n'),
  table: tableForm,
  yaml: async (value) => {
    const { stringify } = await import('yaml');
    return printableLines(stringify(value, { lineWidth: 0 }).trimEnd());
  },
};

/** Words between backticks need no quotes, as the AWS CLI has it. */
const OPTIONS = { enable_legacy_literals: true };

async function find(query: string, value: JSONValue): Promise<unknown> {
  const { search } = await import('@jmespath-community/jmespath');
  try {
    return search(value, query, OPTIONS);
  } catch (error) {
    throw refused(error, 'does not fit the answer; the call was made');
  }
}

function refused(error: unknown, what: string): UsageError {
  const [why = ''] = (error instanceof Error ? error.message : '').split('\n');
  return new UsageError(`--query ${what}: ${printable(why)}`, {
    hint: 'See https://jmespath.org; names of members are as the API has them, such as jobArn',
  });
}

/** The answer as JSON has it: members in the order of their shape, times as the AWS CLI writes them. */
function plainOf(value: unknown, shapeName?: string): unknown {
  if (value instanceof Date) return timeText(value);
  const shape = (apiConstraints as Readonly<Record<string, ApiShape>>)[shapeName ?? ''];
  if (Array.isArray(value)) {
    const member = shape?.type === 'list' ? shape.member : undefined;
    return value.map((item) => plainOf(item, member));
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = shape?.type === 'structure' ? shape.members : {};
  const given: Readonly<Record<string, unknown>> = { ...value };
  const keys = [...new Set([...Object.keys(members), ...Object.keys(given)])];
  return Object.fromEntries(
    keys
      .filter((key) => given[key] !== undefined)
      .map((key) => [key, plainOf(given[key], members[key])]),
  );
}

/** `2026-11-20T16:00:00+00:00`, with a fraction where there is one. */
function timeText(time: Date): string {
  return time
    .toISOString()
    .replace(/\.000Z$/, '+00:00')
    .replace(/(\.\d{3})Z$/, '$1000+00:00');
}

/** A row for each entry of the first list there is, else one for each member. */
function tableForm(value: unknown, width: number | undefined): string {
  const rows = rowsOf(value);
  if (rows === undefined) {
    const entries =
      typeof value === 'object' && value !== null ? Object.entries(value) : [['', value]];
    return formatTable(
      [],
      entries.map(([key, cell]) => [String(key), cellText(cell)]),
      width,
    );
  }
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return formatTable(
    heads,
    rows.map((row) => heads.map((head) => cellText(row[head]))),
    width,
  );
}

type Row = Readonly<Record<string, unknown>>;

function rowsOf(value: unknown): readonly Row[] | undefined {
  if (Array.isArray(value)) {
    return value.map((item: unknown) =>
      typeof item === 'object' && item !== null ? (item as Row) : { '': item },
    );
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const lists = Object.values(value).filter((member) => Array.isArray(member));
  return lists.length === 1 && 'invocationJobSummaries' in value ? rowsOf(lists[0]) : undefined;
}

function cellText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value);
}

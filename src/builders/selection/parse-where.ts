import { InvalidOptionError, quote } from '../../core/index.ts';
import type { RowCondition } from './row-condition.ts';

const IN = ' in ';
/** A value that may be meant to the letter or not: with white space around it, or in quotes. */
const UNCLEAR = /^\s|\s$|^(["'`]).*\1$/;

/**
 * Reads a condition on a column: `column=value`, `column!=value`, `column in a,b`, `column in ["a","b"]`; `column=` is an empty one.
 *
 * The column ends at the first `=` or `!=`, or where there is none at the first ` in `. Nothing is trimmed: what may be meant in two
 * ways is refused, and a JSON array says any value.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where the text is no condition, or a value may be meant in two ways.
 */
export function parseWhere(text: string): RowCondition {
  const equals = text.indexOf('=');
  if (equals === -1) return parseIn(text);
  const isNot = text[equals - 1] === '!';
  const column = text.slice(0, isNot ? equals - 1 : equals);
  const value = text.slice(equals + 1);
  if (column === '') throw noCondition(text);
  requireClear(value, text);
  return isNot ? { column, isNot: value } : { column, is: value };
}

function parseIn(text: string): RowCondition {
  const at = text.indexOf(IN);
  const column = text.slice(0, Math.max(0, at));
  const list = text.slice(at + IN.length);
  if (column === '' || list === '') throw noCondition(text);
  if (list.startsWith('[')) return { column, is: jsonValues(list, text) };
  const values = list.split(',');
  for (const value of values) requireClear(value, text);
  return { column, is: values };
}

function jsonValues(list: string, text: string): readonly string[] {
  let values: unknown;
  try {
    values = JSON.parse(list);
  } catch {
    throw noCondition(text);
  }
  if (!isTextArray(values) || values.length === 0) throw noCondition(text);
  return values;
}

function requireClear(value: string, text: string): void {
  if (!UNCLEAR.test(value)) return;
  const received = quote(text);
  throw new InvalidOptionError(
    `The value ${quote(value)} in the condition ${received} may be meant with its quotes or spaces, or without`,
    {
      option: 'where',
      expected: 'a value without quotes and spaces around it, or a JSON array',
      received,
      hint: `Leave them out, or write ["…"] for exactly that text: --where 'column in ["…"]'`,
    },
  );
}

function noCondition(text: string): InvalidOptionError {
  return new InvalidOptionError(`${quote(text)} is no condition on a column`, {
    option: 'where',
    expected: 'column=value, column!=value, column in a,b or column in ["a","b"]',
    received: quote(text),
    hint: "Write --where 'language=de', or 'language!=' for rows where it is not empty",
  });
}

function isTextArray(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

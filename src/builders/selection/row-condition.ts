import { describeValue, InvalidOptionError, quote } from '../../core/index.ts';
import type { Row } from '../rows/row.ts';

/**
 * What a row has to hold to be taken: one of `is` and `isNot`.
 *
 * Values are compared as the text a template would write, to the letter: numbers as they stand in the source. A value that is null or
 * not there counts as empty text.
 */
export interface RowCondition {
  /** A column, or a dotted path into nested objects and arrays. */
  readonly column: string;
  /** The value, or the values one of which it has to be. */
  readonly is?: string | readonly string[] | undefined;
  /** The value, or the values none of which it may be. */
  readonly isNot?: string | readonly string[] | undefined;
}

/** A condition that is ready to be asked of many rows. */
export interface CheckedCondition {
  readonly column: string;
  readonly values: ReadonlySet<string>;
  /** Whether the value has to be among the values, or must not be. */
  readonly isAmong: boolean;
}

/**
 * Makes conditions ready to be asked.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where one has neither `is` nor `isNot`, both, or no value to compare with, or one that
 *   is no text: it would equal none.
 */
export function checkedConditions(
  where: RowCondition | readonly RowCondition[] = [],
): readonly CheckedCondition[] {
  return [where].flat().map(checked);
}

/** Tells whether a row holds what a condition says. */
export function holds({ column, values, isAmong }: CheckedCondition, row: Row): boolean {
  return values.has(row.text(column) ?? '') === isAmong;
}

/** Writes a condition for a message. */
export function conditionText({ column, values, isAmong }: CheckedCondition): string {
  const listed = [...values].map((value) => quote(value, 40));
  const shown = listed.slice(0, 5).join(' or ');
  const more = listed.length > 5 ? ` or ${listed.length - 5} more` : '';
  return `${quote(column, 40)} is ${isAmong ? '' : 'not '}${shown}${more}`;
}

function checked({ column, is, isNot }: RowCondition): CheckedCondition {
  const values = new Set([is ?? isNot ?? []].flat());
  if ((is === undefined) === (isNot === undefined) || values.size === 0)
    throw unclear(column, is === undefined ? isNot : is);
  for (const value of values) requireText(column, value);
  return { column, values, isAmong: is !== undefined };
}

function requireText(column: string, value: unknown): void {
  if (typeof value === 'string') return;
  throw new InvalidOptionError(
    `The condition on ${quote(column)} has ${describeValue(value)} where text is needed`,
    {
      option: 'where',
      expected: 'values as text',
      received: describeValue(value),
      hint: "Write it as a template would: '1' for the number 1, '' for null",
    },
  );
}

function unclear(column: string, values: unknown): InvalidOptionError {
  return new InvalidOptionError(
    `The condition on ${quote(column)} does not say which values are taken`,
    {
      option: 'where',
      expected: 'either is or isNot, with at least one value',
      received: values === undefined ? 'neither' : Array.isArray(values) ? 'no value' : 'both',
      hint: "Write { column: 'language', is: 'de' } or { column: 'language', isNot: ['de', 'en'] }",
    },
  );
}

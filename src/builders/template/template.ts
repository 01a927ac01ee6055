import {
  describeValue,
  InvalidOptionError,
  isObject,
  nearestName,
  quote,
} from '../../core/index.ts';
import type { Row } from '../rows/row.ts';
import type { Unplain } from '../rows/unplain.ts';

/** Text with columns in it, ready to render. */
export interface Template {
  /** The text it was parsed from. */
  readonly text: string;
  /** Names of the columns in it, each once, in the order of their first use. */
  readonly columns: readonly string[];
  /** Text and columns in turn. */
  readonly parts: readonly TemplatePart[];
}

/** A piece of a template. */
export type TemplatePart = { readonly text: string } | { readonly column: string };

/** What a template became for one row. */
export interface RenderedTemplate {
  readonly text: string;
  /** Columns that are null and so rendered as nothing. */
  readonly empty: readonly string[];
  /** Columns that the row does not have; rendered as nothing too. */
  readonly missing: readonly string[];
  /** Columns that hold what is no plain data; rendered as nothing too. */
  readonly unplain: readonly UnplainColumn[];
}

/** A column that holds what is no plain data, and where in it that is. */
export interface UnplainColumn extends Unplain {
  readonly column: string;
}

const OPENING = '{{';
const CLOSING = '}}';
const ESCAPED = '\\{{';

/**
 * Parses a template: `{{column}}` stands for a column of the row, `\{{` for two braces.
 *
 * Names are trimmed and may contain spaces and dots.
 *
 * @param text The template.
 * @param option What errors call it. Default `prompt`.
 * @returns The template, frozen.
 * @throws {InvalidOptionError} `INVALID_OPTION` where `{{` is not closed or names nothing; the message has line and column.
 */
export function parseTemplate(text: string, option: string = 'prompt'): Template {
  const parts: TemplatePart[] = [];
  let literal = '';
  let at = 0;
  while (at < text.length) {
    const opening = text.indexOf(OPENING, at);
    if (opening === -1) break;
    if (text[opening - 1] === '\\' && opening > at) {
      literal += text.slice(at, opening - 1) + OPENING;
      at = opening + OPENING.length;
      continue;
    }
    literal += text.slice(at, opening);
    if (literal !== '') parts.push({ text: literal });
    literal = '';
    const closing = closingOf(text, opening, option);
    parts.push({ column: text.slice(opening + OPENING.length, closing).trim() });
    at = closing + CLOSING.length;
  }
  literal += text.slice(at);
  if (literal !== '') parts.push({ text: literal });
  const columns = [...new Set(parts.flatMap((part) => ('column' in part ? [part.column] : [])))];
  return Object.freeze({ text, columns: Object.freeze(columns), parts: Object.freeze(parts) });
}

function closingOf(text: string, opening: number, option: string): number {
  const closing = text.indexOf(CLOSING, opening);
  if (closing === -1) throw templateError('is not closed', { text, opening, option });
  if (text.slice(opening + OPENING.length, closing).trim() === '') {
    throw templateError('names no column', { text, opening, option });
  }
  return closing;
}

function templateError(
  problem: string,
  { text, opening, option }: { text: string; opening: number; option: string },
): InvalidOptionError {
  const before = text.slice(0, opening).split('\n');
  const place = `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
  return new InvalidOptionError(`The "${OPENING}" in ${place} of the ${option} ${problem}`, {
    option,
    expected: '{{column}}',
    received: quote(text.slice(opening), 40),
    hint: `Write {{column}} for a column, and ${ESCAPED} for two braces that are text`,
  });
}

/**
 * Renders a template for one row: numbers as they stand in the source, null as nothing.
 *
 * @param template What {@link parseTemplate} gave.
 * @param row A row of any source.
 * @returns The text, and the columns that were null, not there, or no plain data.
 */
export function renderTemplate(template: Template, row: Row): RenderedTemplate {
  const empty = new Set<string>();
  const missing = new Set<string>();
  const unplain = new Map<string, UnplainColumn>();
  let text = '';
  for (const part of template.parts) {
    if ('text' in part) {
      text += part.text;
      continue;
    }
    const { column } = part;
    const flaw = row.unplain?.(column);
    if (flaw !== undefined) {
      unplain.set(column, { column, ...flaw });
      continue;
    }
    const value = row.text(column);
    if (value === null) empty.add(column);
    else if (value === undefined) missing.add(column);
    else text += value;
  }
  return { text, empty: [...empty], missing: [...missing], unplain: [...unplain.values()] };
}

const LISTED_COLUMNS = 12;

/**
 * Checks that a table, or the first row of another source, has the columns of a template.
 *
 * Later rows of other sources pass: what they lack is a diagnostic of the row.
 *
 * @param template What {@link parseTemplate} gave.
 * @param row Any row.
 * @param option What the error calls the template: `prompt`, `system`, `id`.
 * @throws {InvalidOptionError} `TEMPLATE_COLUMN_UNKNOWN` with the nearest name and all columns.
 */
export function requireColumns(template: Template, row: Row, option: string): void {
  if (!row.isTabular && row.number > 1) return;
  const unknown = template.columns.find(
    (column) => row.unplain?.(column) === undefined && row.text(column) === undefined,
  );
  if (unknown === undefined) return;
  const columns = row.columns.filter((column) => column !== unknown); // where its value is undefined
  const isOther = !row.isTabular && !isObject(row.value);
  const lacks = isOther ? `is no object but ${describeValue(row.value)}` : 'has no such column';
  const place = `${row.isTabular ? '' : 'the first row of '}${quote(row.source)} ${lacks}`;
  const nearest = nearestName(unknown, columns);
  const listed = listColumns(columns);
  const names = option === 'messages' ? 'name' : 'names';
  throw new InvalidOptionError(`The ${option} ${names} ${quote(unknown)}, and ${place}`, {
    code: 'TEMPLATE_COLUMN_UNKNOWN',
    option,
    expected: `one of ${listed}`,
    received: quote(unknown),
    hint: `${nearest === undefined ? 'Name' : `Write {{${nearest}}}, or name`} one of its columns: ${listed}`,
  });
}

/** Writes the first columns of a row, and how many more there are. */
export function listColumns(columns: readonly string[]): string {
  const left = columns.length - LISTED_COLUMNS;
  const shown = columns.slice(0, LISTED_COLUMNS).map((name) => quote(name, 40));
  return `${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

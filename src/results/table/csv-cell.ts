import { rowText } from '../outcomes/row-text.ts';

/**
 * What a spreadsheet may run as a formula: cells that begin so, by OWASP's page on CSV injection and its ASVS 5.0, 1.2.10. Full-width signs
 * are taken for the others where the language of the system has them.
 */
const MAY_RUN = /^[=+\-@\t\r\n\0＝＋－＠]/;

/** A number is no formula, whatever its sign. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const NEEDS_QUOTES = /[",\r\n]/;

/** How cells are written. */
export interface CellOptions {
  /** Leaves cells as they are that a spreadsheet would run as a formula. Default false: they get an apostrophe in front. */
  readonly rawCells?: boolean | undefined;
}

/**
 * Writes a value as one field of RFC 4180: an empty text as `""`, what is not there as nothing, lists and objects as JSON.
 *
 * @param value Of a row, or of an outcome.
 */
export function csvCell(value: unknown, { rawCells = false }: CellOptions = {}): string {
  const text = cellText(value);
  if (text === undefined) return '';
  if (text === '') return '""';
  return typeof value === 'number' ? text : textCell(text, rawCells);
}

/** Gives a value of a row, or of an outcome, as text: lists and objects as JSON; undefined for what is not there. */
export function cellText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return jsonOf(value);
}

function textCell(text: string, isRaw: boolean): string {
  const isFormula = !isRaw && MAY_RUN.test(text) && !NUMBER.test(text);
  const cell = isFormula ? `'${text}` : text;
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Writes what is no text as JSON; a date as the text that JSON says. */
function jsonOf(value: unknown): string | undefined {
  const json = rowText(value);
  return json?.startsWith('"') === true ? (JSON.parse(json) as string) : json;
}

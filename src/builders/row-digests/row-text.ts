import type { Row } from '../rows/row.ts';
import { exactValueText, hasLongNumber } from './exact-numbers.ts';
import { stringText, valueText } from './value-text.ts';

/**
 * Writes decoded rows as text that is equal for equal rows and for no others.
 *
 * The order of columns and keys does not count, nor how a value was quoted, escaped or spaced, nor in a table how its lines end. A number counts as the decimal it
 * stands for, also where a double cannot hold it. What cannot be looked into, because a getter throws or it is nested deeper
 * than the stack goes, counts by its own text, or as nothing where it has none.
 */
export class RowText {
  #columns: readonly string[] | undefined;
  /** The columns by name, and what stands before the value of each. */
  #order: readonly string[] = [];
  #starts: readonly string[] = [];

  of(row: Row): string {
    if (row.isTabular) return this.#ofTable(row);
    const json = row.json?.();
    try {
      const isLong = json !== undefined && hasLongNumber(json);
      return isLong ? exactValueText(json) : valueText(row.value);
    } catch {
      return `x${json ?? ''}`;
    }
  }

  #ofTable(row: Row): string {
    if (row.columns !== this.#columns) this.#setColumns(row.columns);
    let text = '{';
    for (let index = 0; index < this.#order.length; index += 1) {
      const value = row.text(this.#order[index] as string) ?? undefined;
      text += this.#starts[index];
      text += value === undefined ? 'z' : lineText(value);
    }
    return `${text}}`;
  }

  /** A header names the columns of many rows: their order is found once. */
  #setColumns(columns: readonly string[]): void {
    this.#columns = columns;
    this.#order = columns.toSorted();
    this.#starts = this.#order.map(stringText);
  }
}

/** What saves a table with other line ends does so inside of quotes too. */
function lineText(value: string): string {
  const text = value.includes('\r') ? value.replace(/\r\n?/g, '\n') : value;
  return `s${text.length}:${text}`;
}

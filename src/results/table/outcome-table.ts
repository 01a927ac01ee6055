import type { Outcome } from '../outcomes/outcome.ts';
import { type CellOptions, csvCell } from './csv-cell.ts';
import type { TableColumn } from './table-column.ts';
import { TableColumns, type TableColumnsOptions } from './table-columns.ts';

/** What a table of outcomes is like. */
export interface OutcomeTableOptions extends CellOptions, TableColumnsOptions {
  /** Begins with a byte order mark, by which Excel knows UTF-8. Default false. */
  readonly bom?: boolean | undefined;
}

/**
 * Writes outcomes as CSV, by RFC 4180: a line of names, then a line for each outcome, with CRLF behind each.
 *
 * Memory: as {@link TableColumns}.
 */
export class OutcomeTable {
  readonly #options: OutcomeTableOptions;
  readonly #columns: TableColumns;
  #hasBegun = false;

  /** @throws {InvalidOptionError} `INVALID_OPTION` where no column is named. */
  constructor(options: OutcomeTableOptions = {}) {
    this.#options = options;
    this.#columns = new TableColumns(options);
  }

  /** The columns, once they are known. */
  get columns(): readonly TableColumn[] | undefined {
    return this.#columns.chosen;
  }

  /** Columns that were left out so far; undefined where that is not wanted. */
  get leftOut(): ReadonlySet<string> | undefined {
    return this.#columns.leftOut;
  }

  /** Gives what there is to write now: nothing until the columns are known. */
  add(outcome: Outcome): string {
    return this.#written(this.#columns.add(outcome));
  }

  /**
   * Gives the rest.
   *
   * @throws {InvalidOptionError} `INVALID_OPTION`, as {@link OutcomeTable.add} does, for a column that no row has.
   */
  finish(): string {
    return this.#written(this.#columns.finish());
  }

  /** Gives the line of names, the first time; nothing before the columns are known. */
  begin(): string {
    if (this.#hasBegun || this.columns === undefined) return '';
    this.#hasBegun = true;
    const names = this.columns.map(({ name }) => csvCell(name, this.#options));
    return `${this.#options.bom === true ? '\uFEFF' : ''}${names.join(',')}\r\n`;
  }

  #written(outcomes: readonly Outcome[]): string {
    let lines = this.begin();
    for (const outcome of outcomes) lines += this.#line(outcome);
    return lines;
  }

  #line(outcome: Outcome): string {
    const columns = this.columns ?? [];
    let line = '';
    for (let index = 0; index < columns.length; index += 1) {
      if (index > 0) line += ',';
      line += csvCell(columns[index]?.valueOf(outcome), this.#options);
    }
    // a line of nothing is none to most readers
    return `${line === '' ? '""' : line}\r\n`;
  }
}

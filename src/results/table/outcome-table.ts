import { InvalidOptionError, nearestName, quote } from '../../core/index.ts';
import { rowOf } from '../outcomes/kept-texts.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { type CellOptions, csvCell } from './csv-cell.ts';
import {
  answerColumns,
  hasColumns,
  isAlwaysThere,
  outcomeColumns,
  rowColumnName,
  type TableColumn,
  tableColumn,
  usualColumns,
} from './table-column.ts';

/** Outcomes whose rows say which columns there are. */
const LOOKED_AT = 1000;

/** Long answers are not held only to learn the names of columns. */
const HELD_UNITS = 1 << 22;

/** Rows may have any number of keys. */
const MOST_LEFT_OUT = 100;

/** So may answers, whose members are columns as long as there are no more of them. */
const MOST_OF_ANSWERS = 100;

/** What a table of outcomes is like. */
export interface OutcomeTableOptions extends CellOptions {
  /**
   * Columns, in this order: of the outcome itself, such as `recordId`, `status` or `output`, and of the rows by their names; `row.NAME` is
   * that of the rows in any case, and `answer.NAME` what stands in a checked answer. Default: `recordId`, `status`, `finishReason`, `text`, `inputTokens`, `outputTokens`, `error`, `errorMessage`,
   * then the members of checked answers and all columns of the rows of the first 1,000 outcomes.
   */
  readonly columns?: readonly string[] | undefined;
  /** Begins with a byte order mark, by which Excel knows UTF-8. Default false. */
  readonly bom?: boolean | undefined;
  /** Called once at the end with columns of later rows, and of later answers, that the table has not, up to 100, where there are any. */
  readonly onLeftOut?: ((columns: readonly string[]) => void) | undefined;
}

/**
 * Writes outcomes as CSV, by RFC 4180: a line of names, then a line for each outcome, with CRLF behind each.
 *
 * Memory: the first 1,000 outcomes, or those with 4 Mi characters of answers, until the columns are known.
 */
export class OutcomeTable {
  readonly #options: OutcomeTableOptions;
  #columns: readonly TableColumn[] | undefined;
  #first: Outcome[] = [];
  #firstUnits = 0;
  #hasBegun = false;
  /** Names of columns of the rows, by what the rows call them. */
  readonly #rowColumns: Map<string, string> = new Map();
  /** Whether there are rows without columns, such as texts. */
  #hasOtherRows = false;
  readonly #leftOut: Set<string> = new Set();
  #answerColumns: Set<string> = new Set();

  /** @throws {InvalidOptionError} `INVALID_OPTION` where no column is named. */
  constructor(options: OutcomeTableOptions = {}) {
    const { columns } = options;
    this.#options = options;
    if (columns?.length === 0)
      throw new InvalidOptionError('A table needs a column', { option: 'columns' });
    if (columns?.every(isAlwaysThere) === true) this.#columns = columnsOf(columns);
  }

  /** The columns, once they are known. */
  get columns(): readonly TableColumn[] | undefined {
    return this.#columns;
  }

  /** Columns of later rows and answers that the table has not, so far as they are noted; undefined where that is not wanted. */
  get leftOut(): ReadonlySet<string> | undefined {
    return this.#options.columns === undefined ? this.#leftOut : undefined;
  }

  /** Gives what there is to write now: nothing until the columns are known. */
  add(outcome: Outcome): string {
    if (this.#columns === undefined) return this.#lookAt(outcome);
    if (this.#options.columns === undefined) this.#noteLeftOut(outcome);
    return this.begin() + this.#line(this.#columns, outcome);
  }

  /**
   * Gives the rest.
   *
   * @throws {InvalidOptionError} `INVALID_OPTION`, as {@link OutcomeTable.add} does, for a column that no row has.
   */
  finish(): string {
    const rest = this.#columns === undefined ? this.#decide() : this.begin();
    if (this.#leftOut.size > 0) this.#options.onLeftOut?.([...this.#leftOut]);
    return rest;
  }

  #lookAt(outcome: Outcome): string {
    const { text, answer } = outcome;
    const row = rowOf(outcome);
    if (answer !== undefined)
      for (const name of answerColumns(answer)) this.#answerColumns.add(name);
    if (hasColumns(row)) {
      for (const key of Object.keys(row)) this.#rowColumns.set(key, rowColumnName(key));
    } else if (row !== undefined) this.#hasOtherRows = true;
    // lines of files may hold anything
    if (typeof text === 'string') this.#firstUnits += text.length;
    const isEnough = this.#first.push(outcome) >= LOOKED_AT || this.#firstUnits >= HELD_UNITS;
    return isEnough ? this.#decide() : '';
  }

  #decide(): string {
    const { columns } = this.#options;
    const ofRows = [...this.#rowColumns.values(), ...(this.#hasOtherRows ? ['row'] : [])];
    if (columns !== undefined && this.#first.length > 0) requireColumns(columns, ofRows);
    if (this.#answerColumns.size > MOST_OF_ANSWERS) this.#answerColumns = new Set(['answer']);
    const chosen = columnsOf(columns ?? [...usualColumns, ...this.#answerColumns, ...ofRows]);
    const lines = this.#first.map((outcome) => this.#line(chosen, outcome));
    this.#first = [];
    this.#columns = chosen;
    return this.begin() + lines.join('');
  }

  /** Gives the line of names, the first time; there is none before the columns are known. */
  begin(): string {
    if (this.#hasBegun) return '';
    this.#hasBegun = true;
    const names = (this.#columns ?? []).map(({ name }) => csvCell(name, this.#options));
    return `${this.#options.bom === true ? '\uFEFF' : ''}${names.join(',')}\r\n`;
  }

  #line(columns: readonly TableColumn[], outcome: Outcome): string {
    let line = '';
    for (let index = 0; index < columns.length; index += 1) {
      if (index > 0) line += ',';
      line += csvCell(columns[index]?.valueOf(outcome), this.#options);
    }
    // a line of nothing is none to most readers
    return `${line === '' ? '""' : line}\r\n`;
  }

  #noteLeftOut(outcome: Outcome): void {
    const { answer } = outcome;
    const row = rowOf(outcome);
    if (answer !== undefined && !this.#answerColumns.has('answer')) {
      for (const name of answerColumns(answer))
        if (!this.#answerColumns.has(name) && this.#leftOut.size < MOST_LEFT_OUT)
          this.#leftOut.add(name);
    }
    if (!hasColumns(row)) return;
    for (const key in row) {
      if (!this.#rowColumns.has(key) && this.#leftOut.size < MOST_LEFT_OUT) this.#leftOut.add(key);
    }
  }
}

function columnsOf(names: readonly string[]): readonly TableColumn[] {
  return names.map(tableColumn);
}

/** @throws {InvalidOptionError} `INVALID_OPTION` for a column that neither an outcome nor a row has. */
function requireColumns(names: readonly string[], ofRows: readonly string[]): void {
  const unknown = names.find((name) => !isAlwaysThere(name) && !ofRows.includes(name));
  if (unknown === undefined) return;
  const near = nearestName(unknown, [...outcomeColumns, ...ofRows]);
  throw new InvalidOptionError(
    `There is no column ${quote(unknown)}: neither an outcome nor a row has it`,
    {
      option: 'columns',
      received: unknown,
      expected: [...outcomeColumns, ...ofRows].join(', '),
      hint:
        near === undefined
          ? `Name columns of outcomes or of rows that are joined, or row.NAME for one that only later rows have`
          : `Did you mean ${quote(near)}?`,
    },
  );
}

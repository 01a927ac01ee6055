import { InvalidOptionError, nearestName, quote } from '../../core/index.ts';
import { rowOf } from '../outcomes/kept-texts.ts';
import type { Outcome } from '../outcomes/outcome.ts';
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

/** Which columns a table of outcomes has. */
export interface TableColumnsOptions {
  /**
   * Columns, in this order: of the outcome itself, such as `recordId`, `status` or `output`, and of the rows by their names; `row.NAME` is
   * that of the rows in any case, and `answer.NAME` what stands in a checked answer. Default: `recordId`, `status`, `finishReason`, `text`, `inputTokens`, `outputTokens`, `error`, `errorMessage`,
   * then the members of checked answers and all columns of the rows of the first 1,000 outcomes.
   */
  readonly columns?: readonly string[] | undefined;
  /** Called once at the end with columns of later rows, and of later answers, that the table has not, up to 100, where there are any. */
  readonly onLeftOut?: ((columns: readonly string[]) => void) | undefined;
}

/**
 * Finds out which columns a table of outcomes has, and holds outcomes back until that is known.
 *
 * Memory: the first 1,000 outcomes, or those with 4 Mi characters of answers, until the columns are known.
 */
export class TableColumns {
  readonly #options: TableColumnsOptions;
  #chosen: readonly TableColumn[] | undefined;
  #first: Outcome[] = [];
  #firstUnits = 0;
  /** Names of columns of the rows, by what the rows call them. */
  readonly #rowColumns: Map<string, string> = new Map();
  /** Whether there are rows without columns, such as texts. */
  #hasOtherRows = false;
  readonly #leftOut: Set<string> = new Set();
  #answerColumns: Set<string> = new Set();

  /** @throws {InvalidOptionError} `INVALID_OPTION` where no column is named. */
  constructor(options: TableColumnsOptions) {
    const { columns } = options;
    this.#options = options;
    if (columns?.length === 0)
      throw new InvalidOptionError('A table needs a column', { option: 'columns' });
    if (columns?.every(isAlwaysThere) === true) this.#chosen = columnsOf(columns);
  }

  /** The columns, once they are known. */
  get chosen(): readonly TableColumn[] | undefined {
    return this.#chosen;
  }

  /** Columns of later rows and answers that the table has not, so far as they are noted; undefined where that is not wanted. */
  get leftOut(): ReadonlySet<string> | undefined {
    return this.#options.columns === undefined ? this.#leftOut : undefined;
  }

  /**
   * Gives the outcomes that can be written now: none until the columns are known, then those that were held back first.
   *
   * @throws {InvalidOptionError} `INVALID_OPTION` for a column that neither an outcome nor one of these rows has.
   */
  add(outcome: Outcome): readonly Outcome[] {
    if (this.#chosen === undefined) return this.#lookAt(outcome);
    if (this.#options.columns === undefined) this.#noteLeftOut(outcome);
    return [outcome];
  }

  /** Gives the rest, and says what was left out. */
  finish(): readonly Outcome[] {
    const rest = this.#chosen === undefined ? this.#decide() : [];
    if (this.#leftOut.size > 0) this.#options.onLeftOut?.([...this.#leftOut]);
    return rest;
  }

  #lookAt(outcome: Outcome): readonly Outcome[] {
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
    return isEnough ? this.#decide() : [];
  }

  #decide(): readonly Outcome[] {
    const { columns } = this.#options;
    const ofRows = [...this.#rowColumns.values(), ...(this.#hasOtherRows ? ['row'] : [])];
    if (columns !== undefined && this.#first.length > 0) requireColumns(columns, ofRows);
    if (this.#answerColumns.size > MOST_OF_ANSWERS) this.#answerColumns = new Set(['answer']);
    this.#chosen = columnsOf(columns ?? [...usualColumns, ...this.#answerColumns, ...ofRows]);
    const held = this.#first;
    this.#first = [];
    return held;
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

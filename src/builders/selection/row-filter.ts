import { countOf, InvalidOptionError, nearestName, quote, SourceError } from '../../core/index.ts';
import { firstLines, type RenderedLines, rowOfLine } from '../rows/rendered-lines.ts';
import type { Row } from '../rows/row.ts';
import { listColumns } from '../template/template.ts';
import { type CheckedCondition, conditionText, holds } from './row-condition.ts';

/**
 * Takes the rows that hold all conditions, up to a limit, and makes sure that their columns are there.
 *
 * Of a table its header tells that; of other sources a column that no row has is an error at the end.
 */
export class RowFilter {
  readonly #conditions: readonly CheckedCondition[];
  readonly #limit: number;
  /** Conditions whose column no row had yet. */
  #unseen: readonly CheckedCondition[];
  /** The columns of the table whose rows come, which has all that are asked for. */
  #columns: readonly string[] | undefined;
  #first: Row | undefined;
  #rows = 0;
  #taken = 0;
  #lastRow = Infinity;

  constructor(conditions: readonly CheckedCondition[], limit: number = Infinity) {
    this.#conditions = conditions;
    this.#unseen = conditions;
    this.#limit = limit;
  }

  /** The row behind which none is taken; infinite until the limit is reached. */
  get lastRow(): number {
    return this.#lastRow;
  }

  /**
   * Gives the rows of a batch that are taken.
   *
   * @throws {InvalidOptionError} `TEMPLATE_COLUMN_UNKNOWN` at the first row of a table without a column.
   */
  take(batch: readonly Row[]): readonly Row[] {
    const taken: Row[] = [];
    for (const row of batch) {
      if (this.#taken >= this.#limit) break;
      this.#look(row);
      if (!this.#conditions.every((condition) => holds(condition, row))) continue;
      taken.push(row);
      this.#taken += 1;
      if (this.#taken === this.#limit) this.#lastRow = row.number;
    }
    return taken;
  }

  /** Gives the lines that are taken, of rows that hold all conditions: those of others are not among them. */
  takeLines(batch: RenderedLines): RenderedLines {
    const left = this.#limit - this.#taken;
    if (left <= 0) return firstLines(batch, 0);
    this.#rows += batch.rows;
    this.#unseen = [];
    const lines = firstLines(batch, Math.min(batch.count, left));
    this.#taken += lines.count;
    if (this.#taken === this.#limit) this.#lastRow = rowOfLine(lines, lines.count - 1);
    return lines;
  }

  /**
   * Checks that there was something to take.
   *
   * @throws {InvalidOptionError} `TEMPLATE_COLUMN_UNKNOWN` where no row has a column.
   * @throws {SourceError} `SOURCE_EMPTY` where no row holds the conditions.
   */
  finish(source: string): void {
    const [condition] = this.#unseen;
    if (condition !== undefined && this.#first !== undefined)
      throw unknownColumn(condition, this.#first);
    if (this.#taken === 0 && this.#rows > 0) throw noneTaken(source, this.#rows, this.#conditions);
  }

  #look(row: Row): void {
    this.#rows += 1;
    this.#first ??= row;
    if (row.isTabular) this.#lookAtTable(row);
    else if (this.#unseen.length > 0)
      this.#unseen = this.#unseen.filter(({ column }) => row.text(column) === undefined);
  }

  /** Each of several files has a header of its own. */
  #lookAtTable(row: Row): void {
    if (row.columns === this.#columns) return;
    const unknown = this.#conditions.find(({ column }) => row.text(column) === undefined);
    if (unknown !== undefined) throw unknownColumn(unknown, row);
    this.#columns = row.columns;
    this.#unseen = [];
  }
}

function unknownColumn({ column }: CheckedCondition, row: Row): InvalidOptionError {
  const { columns, isTabular, source } = row;
  const which = isTabular
    ? `${quote(source)} has no such column`
    : `no row of ${quote(source)} has it`;
  const nearest = nearestName(column, columns);
  const listed = listColumns(columns);
  return new InvalidOptionError(`A condition names the column ${quote(column)}, and ${which}`, {
    code: 'TEMPLATE_COLUMN_UNKNOWN',
    option: 'where',
    expected: `one of ${listed}`,
    received: quote(column),
    hint:
      nearest === undefined
        ? `Name one of the columns${isTabular ? '' : ' of the first row'}: ${listed}`
        : `Write ${quote(nearest)} as it stands there, or name another one: ${listed}`,
  });
}

function noneTaken(
  source: string,
  rows: number,
  conditions: readonly CheckedCondition[],
): SourceError {
  const said = conditions.map(conditionText).join(', and ');
  const message = `None of the ${countOf(rows, 'row')} of ${quote(source)} is taken, for in none ${said}; no dataset was written`;
  return new SourceError('SOURCE_EMPTY', message, {
    source,
    hint: 'Compare the condition with a value as it stands in the source, to the letter',
  });
}

import { InvalidOptionError, quote } from '../../core/index.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { cellText } from './csv-cell.ts';
import {
  loadParquetPackage,
  type ParquetBytes,
  type ParquetElement,
  type ParquetGroups,
  type ParquetPackage,
} from './parquet-package.ts';
import type { ColumnKind, TableColumn } from './table-column.ts';
import { TableColumns, type TableColumnsOptions } from './table-columns.ts';

/** A row group is held in memory until it is written: so many outcomes, or those with so many characters. */
const GROUP_ROWS = 65_536;
const GROUP_UNITS = 1 << 21;
const NOTHING = new Uint8Array();

type Cell = string | bigint | boolean | null;

const TYPES: Readonly<Record<ColumnKind, Omit<ParquetElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
  count: { type: 'INT64', repetition_type: 'OPTIONAL' },
  flag: { type: 'BOOLEAN', repetition_type: 'OPTIONAL' },
};

/**
 * Makes the bytes of a table of outcomes in Parquet: counts as INT64, `retryable` as BOOLEAN, all else as strings, null for what is not there.
 *
 * Memory: a row group of 65,536 outcomes, or those with 2 Mi characters, as values and as bytes, some 150 bytes for each column of each group that was written, and as
 * {@link TableColumns}.
 */
export class ParquetTable {
  readonly #package: ParquetPackage;
  readonly #columns: TableColumns;
  readonly #bytes: ParquetBytes;
  #groups: ParquetGroups | undefined;
  /** The values of each column since the last group. */
  #cells: Cell[][] = [];
  #units = 0;

  /** @throws {InvalidOptionError} `INVALID_OPTION` where the package is not installed, and for columns as {@link TableColumns}. */
  static async load(options: TableColumnsOptions): Promise<ParquetTable> {
    return new ParquetTable(await loadParquetPackage(), options);
  }

  private constructor(parquet: ParquetPackage, options: TableColumnsOptions) {
    const { columns } = options;
    const twice = columns?.find((name, index) => columns.indexOf(name) !== index);
    if (twice !== undefined) throw namedTwice(twice);
    this.#package = parquet;
    this.#columns = new TableColumns(options);
    this.#bytes = new parquet.ByteWriter();
  }

  get isFull(): boolean {
    return this.#bytes.index > 0;
  }

  add(outcome: Outcome): void {
    this.#addAll(this.#columns.add(outcome));
  }

  take(): Uint8Array {
    if (this.#bytes.index === 0) return NOTHING;
    const bytes = this.#bytes.getBytes();
    this.#bytes.index = 0;
    return bytes;
  }

  finish(): Uint8Array {
    this.#addAll(this.#columns.finish());
    const groups = this.#begin(this.#columns.chosen ?? []);
    this.#writeGroup(groups);
    groups.finish();
    return this.take();
  }

  #addAll(outcomes: readonly Outcome[]): void {
    const columns = this.#columns.chosen ?? [];
    for (const outcome of outcomes) {
      const groups = this.#begin(columns);
      for (const [index, column] of columns.entries()) {
        const cell = cellOf(column, outcome);
        if (typeof cell === 'string') this.#units += cell.length;
        this.#cells[index]?.push(cell);
      }
      const isEnough = this.#units >= GROUP_UNITS || this.#cells[0]?.length === GROUP_ROWS;
      if (isEnough) this.#writeGroup(groups);
    }
  }

  #begin(columns: readonly TableColumn[]): ParquetGroups {
    if (this.#groups !== undefined) return this.#groups;
    const schema = columns.map(({ name, kind }) => ({ name, ...TYPES[kind] }));
    this.#cells = columns.map(() => []);
    this.#groups = new this.#package.ParquetWriter({
      writer: this.#bytes,
      schema: [{ name: 'root', num_children: schema.length }, ...schema],
      createdBy: 'bedrock-batch',
    });
    return this.#groups;
  }

  #writeGroup(groups: ParquetGroups): void {
    const rowGroupSize = this.#cells[0]?.length ?? 0;
    if (rowGroupSize === 0) return;
    const columns = this.#columns.chosen ?? [];
    const columnData = columns.map(({ name }, index) => ({ name, data: this.#cells[index] ?? [] }));
    groups.write({ columnData, rowGroupSize });
    this.#cells = columns.map(() => []);
    this.#units = 0;
  }
}

/** Gives what stands in a column; what is no count is none in one of counts. */
function cellOf({ kind, valueOf }: TableColumn, outcome: Outcome): Cell {
  const value = valueOf(outcome);
  if (kind === 'count') return Number.isSafeInteger(value) ? BigInt(value as number) : null;
  if (kind === 'flag') return typeof value === 'boolean' ? value : null;
  return cellText(value) ?? null;
}

function namedTwice(name: string): InvalidOptionError {
  return new InvalidOptionError(`The column ${quote(name)} is named twice`, {
    option: 'columns',
    received: name,
    expected: 'each column once: Parquet finds columns by their names',
    hint: `Leave it out once, or write CSV`,
  });
}

import type { Row } from '../rows/row.ts';
import type { RowsOptions, Source } from '../sources/source.ts';
import type { MappedRow, RowMapper } from './row-mapper.ts';

/** Which rows are mapped, and how they are read. */
export interface RowLimits extends RowsOptions {
  /** Rows to take from the beginning. Default: all. */
  readonly limit?: number | undefined;
}

/** A row with what it became. */
export interface RowWithRecord {
  readonly row: Row;
  readonly mapped: MappedRow;
}

/** Rows that are mapped before the first of them is given: few, so that what is made of them is garbage while it is young. */
const MAPPED_AT_ONCE = 32;
/** Rows whose promises are waited for together. */
const WAITED_FOR_AT_ONCE = 512;

/**
 * Maps the rows of a source in order, some at a time; waits only where the mapper made promises, and then for many together.
 *
 * Rows before a fault of the source are given before its error is thrown, and at the end of what is given of a batch of the source an array may be empty.
 */
export async function* mappedRows(
  source: Source,
  mapper: RowMapper,
  { limit = Infinity, ...reading }: RowLimits,
): AsyncGenerator<readonly RowWithRecord[], void> {
  const mapping = new Mapping(mapper);
  try {
    for await (const batch of source.rows(reading)) {
      yield* mapping.takeAll(batch.filter(({ number }) => number <= limit));
      if ((batch.at(-1)?.number ?? 0) >= limit) break;
    }
  } catch (cause) {
    yield* mapping.take();
    throw cause;
  }
  yield* mapping.take();
}

/** Maps rows in order, some at a time, as {@link mappedRows} does. */
export async function* mapRows(
  rows: readonly Row[],
  mapper: RowMapper,
): AsyncGenerator<readonly RowWithRecord[], void> {
  const mapping = new Mapping(mapper);
  yield* mapping.takeAll(rows);
  yield* mapping.take();
}

/** Rows that were shown to the mapper and are not given yet. */
class Mapping {
  readonly #mapper: RowMapper;
  #rows: Row[] = [];
  #mapped: (MappedRow | Promise<MappedRow>)[] = [];
  #hasPromises = false;

  constructor(mapper: RowMapper) {
    this.#mapper = mapper;
  }

  /** Maps rows and gives them with those that wait; the last ones wait on where there are promises among them. */
  async *takeAll(rows: readonly Row[]): AsyncGenerator<readonly RowWithRecord[], void> {
    for (const row of rows) {
      this.#add(row);
      if (this.#isFull) yield* this.take();
    }
    if (!this.#hasPromises) yield* this.take();
  }

  get #isFull(): boolean {
    return this.#rows.length >= (this.#hasPromises ? WAITED_FOR_AT_ONCE : MAPPED_AT_ONCE);
  }

  #add(row: Row): void {
    const mapped = this.#mapper(row);
    if (mapped instanceof Promise) {
      this.#hasPromises = true;
      mapped.catch(() => {}); // it is waited for later, or by nobody where the reader stops
    }
    this.#rows.push(row);
    this.#mapped.push(mapped);
  }

  /** Gives what waits, once, also where nothing does. */
  async *take(): AsyncGenerator<readonly RowWithRecord[], void> {
    const [rows, all] = [this.#rows, this.#mapped];
    const hasPromises = this.#hasPromises;
    this.#rows = [];
    this.#mapped = [];
    this.#hasPromises = false;
    const mapped = hasPromises
      ? await Promise.all(all.map((one) => Promise.resolve(one)))
      : (all as readonly MappedRow[]);
    yield rows.map((row, index) => ({ row, mapped: mapped[index] as MappedRow }));
  }
}

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

/** Makes something of each row as soon as it is mapped, in their order: what the row became is garbage then, unless it is kept. */
export interface RowFinisher<Made> {
  readonly finish: (row: RowWithRecord) => Made;
  /** Whether what was made should be given on before more is. */
  readonly isFull: boolean;
}

/** Rows of which something is made before the first of it is given. */
const MADE_AT_ONCE = 64;
/** Rows whose promises are waited for together. */
const WAITED_FOR_AT_ONCE = 512;

const KEEPS: RowFinisher<RowWithRecord> = { finish: (row) => row, isFull: false };

/** Maps the rows of a source in order, as {@link madeRows} does, and gives them with what they became. */
export function mappedRows(
  source: Source,
  mapper: RowMapper,
  limits: RowLimits,
): AsyncGenerator<readonly RowWithRecord[], void> {
  return madeRows(source, { mapper, finisher: KEEPS }, limits);
}

/** How something is made of rows. */
export interface RowMaker<Made> {
  readonly mapper: RowMapper;
  readonly finisher: RowFinisher<Made>;
}

/**
 * Maps the rows of a source in order, some at a time; waits only where the mapper made promises, and then for many together.
 *
 * Rows before a fault of the source are given before its error is thrown, and at the end of what is given of a batch of the source an array may be empty.
 */
export async function* madeRows<Made>(
  source: Source,
  maker: RowMaker<Made>,
  { limit = Infinity, ...reading }: RowLimits,
): AsyncGenerator<readonly Made[], void> {
  const mapping = new Mapping(maker);
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

/** Maps rows in order, some at a time, as {@link madeRows} does. */
export async function* madeOf<Made>(
  rows: readonly Row[],
  maker: RowMaker<Made>,
): AsyncGenerator<readonly Made[], void> {
  const mapping = new Mapping(maker);
  yield* mapping.takeAll(rows);
  yield* mapping.take();
}

/** Rows that were shown to the mapper and are not given yet. */
class Mapping<Made> {
  readonly #mapper: RowMapper;
  readonly #finisher: RowFinisher<Made>;
  #made: Made[] = [];
  /** Rows behind those, from the first on whose mapper made a promise. */
  #waiting: { readonly row: Row; readonly mapped: MappedRow | Promise<MappedRow> }[] = [];

  constructor({ mapper, finisher }: RowMaker<Made>) {
    this.#mapper = mapper;
    this.#finisher = finisher;
  }

  /** Maps rows and gives them with those that wait; the last ones wait on where there are promises among them. */
  async *takeAll(rows: readonly Row[]): AsyncGenerator<readonly Made[], void> {
    for (const row of rows) {
      this.#add(row);
      if (this.#isFull) yield* this.take();
    }
    if (this.#waiting.length === 0) yield* this.take();
  }

  get #isFull(): boolean {
    const waiting = this.#waiting.length;
    if (waiting > 0) return waiting >= WAITED_FOR_AT_ONCE;
    return this.#made.length >= MADE_AT_ONCE || this.#finisher.isFull;
  }

  #add(row: Row): void {
    const mapped = this.#mapper(row);
    if (mapped instanceof Promise) {
      mapped.catch(() => {}); // it is waited for later, or by nobody where the reader stops
      this.#waiting.push({ row, mapped });
    } else if (this.#waiting.length > 0) this.#waiting.push({ row, mapped });
    else this.#made.push(this.#finisher.finish({ row, mapped }));
  }

  /** Gives what waits, and at last what is left of it, also where that is nothing. */
  async *take(): AsyncGenerator<readonly Made[], void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    const all =
      waiting.length === 0
        ? []
        : await Promise.all(waiting.map(({ mapped }) => Promise.resolve(mapped)));
    for (const [index, { row }] of waiting.entries()) {
      this.#made.push(this.#finisher.finish({ row, mapped: all[index] as MappedRow }));
      if (this.#finisher.isFull) yield this.#given();
    }
    yield this.#given();
  }

  #given(): readonly Made[] {
    const made = this.#made;
    this.#made = [];
    return made;
  }
}

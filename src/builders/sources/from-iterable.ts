import { nextTurn } from '../../io/index.ts';
import type { Row } from '../rows/row.ts';
import { ValueRow } from '../rows/value-row.ts';
import { isRepeatable, readOnce, sourceFailure } from './byte-source.ts';
import type { RowsOptions, Source } from './source.ts';

/** Few, so that what is made of them is garbage before it is moved out of the young heap: 512 rows of 4 KB take 75 MB more. */
const BATCH_ROWS = 64;

/** Options of {@link fromIterable}. */
export interface IterableOptions {
  /** What diagnostics call the source. Default `rows`. */
  readonly name?: string | undefined;
}

/**
 * Makes a source of the values of any iterable: an array, a generator, a database cursor.
 *
 * In a template numbers are written as JavaScript writes them, dates as ISO 8601, objects and arrays as JSON.
 * Memory: 64 values.
 *
 * @param values Rows in order; an async iterable is asked for one at a time.
 * @param options What to call the source.
 * @returns A source without an identity: the same build is never recognised. Its rows throw {@link SourceError} `SOURCE_READ`
 * with the original error as `cause` where the iterable fails.
 *
 * @example Rows that a program makes
 * ```ts
 * import { fromIterable } from 'bedrock-batch/builders';
 *
 * const source = fromIterable([{ title: 'Jaws', year: 1975 }], { name: 'films' });
 * for await (const rows of source.rows()) {
 *   console.assert(rows[0]?.text('year') === '1975');
 * }
 * ```
 */
export function fromIterable(
  values: Iterable<unknown> | AsyncIterable<unknown>,
  options: IterableOptions = {},
): Source {
  const name = options.name ?? 'rows';
  const once = readOnce(values, name);
  return Object.freeze({
    name,
    isRepeatable: isRepeatable(values),
    rows: (rowsOptions?: RowsOptions) => rowsOf(once(), name, rowsOptions),
  });
}

async function* rowsOf(
  values: Iterable<unknown> | AsyncIterable<unknown>,
  source: string,
  { signal }: RowsOptions = {},
): AsyncGenerator<readonly Row[], void> {
  signal?.throwIfAborted();
  const iterator =
    Symbol.asyncIterator in values ? values[Symbol.asyncIterator]() : values[Symbol.iterator]();
  let number = 0;
  let isDone = false;
  try {
    while (!isDone) {
      const batch = await takeBatch(iterator, signal);
      isDone = batch.isDone;
      const first = number + 1;
      number += batch.values.length;
      if (number >= first)
        yield batch.values.map(
          (value, index) => new ValueRow(value, { source, number: first + index }),
        );
      if (batch.failure !== undefined) throw sourceFailure(batch.failure.cause, source, signal);
      await nextTurn();
      signal?.throwIfAborted();
    }
  } finally {
    if (!isDone) await iterator.return?.();
  }
}

/** Some values, and why there are no more. */
interface Batch {
  readonly values: readonly unknown[];
  /** Whether the iterator is at its end, or failed and so is closed. */
  readonly isDone: boolean;
  readonly failure?: { readonly cause: unknown };
}

/** Takes values until there are enough; awaits only what is a promise. */
async function takeBatch(
  iterator: Iterator<unknown> | AsyncIterator<unknown>,
  signal?: AbortSignal,
): Promise<Batch> {
  const values: unknown[] = [];
  try {
    while (values.length < BATCH_ROWS && signal?.aborted !== true) {
      const next = iterator.next();
      const step = 'then' in next ? await next : next;
      if (step.done === true) return { values, isDone: true };
      values.push(step.value);
    }
    return { values, isDone: false };
  } catch (cause) {
    return { values, isDone: true, failure: { cause } };
  }
}

import type { Row } from '../rows/row.ts';
import { readOnce, sourceFailure } from './byte-source.ts';
import { fromIterable, type IterableOptions } from './from-iterable.ts';
import { openSource } from './open-source.ts';
import type { RowsOptions, Source } from './source.ts';

/** Tells whether something is a Node stream of bytes or of text: its pieces end anywhere, and are no rows. */
export function isBytesStream(values: object): boolean {
  return 'readableObjectMode' in values && values.readableObjectMode === false;
}

/** Tells whether something is a web stream; nothing says of what before it is read. */
export function isWebStream(
  values: Iterable<unknown> | AsyncIterable<unknown>,
): values is AsyncIterable<unknown> {
  return 'getReader' in values && Symbol.asyncIterator in values;
}

/**
 * Makes a source of a web stream: of the bytes in it where its first piece is bytes, else of its values.
 *
 * Memory: as {@link openSource} and {@link fromIterable}.
 */
export function fromStream(stream: AsyncIterable<unknown>, options: IterableOptions): Source {
  const name = options.name ?? 'rows';
  const once = readOnce(stream, name);
  return Object.freeze({
    name,
    isRepeatable: false,
    rows: (rowsOptions?: RowsOptions) => rowsOf(once(), name, rowsOptions),
  });
}

async function* rowsOf(
  stream: AsyncIterable<unknown>,
  name: string,
  options: RowsOptions = {},
): AsyncGenerator<readonly Row[], void> {
  options.signal?.throwIfAborted();
  const { first, whole } = await peek(stream, name);
  const source =
    first instanceof Uint8Array
      ? openSource(whole as AsyncIterable<Uint8Array>, { name })
      : fromIterable(whole, { name });
  yield* source.rows(options);
}

/** Gives the first piece of a stream, and the stream as if nobody had looked; a failure is thrown again where it is read. */
async function peek(stream: AsyncIterable<unknown>, name: string) {
  let iterator: AsyncIterator<unknown>;
  try {
    iterator = stream[Symbol.asyncIterator]();
  } catch (cause) {
    throw sourceFailure(cause, name); // another reader has it
  }
  let next: Promise<IteratorResult<unknown>> | undefined = iterator.next();
  const [peeked] = await Promise.allSettled([next]);
  const again: AsyncIterator<unknown> = {
    next: async () => {
      const piece = next ?? iterator.next();
      next = undefined;
      return piece;
    },
    return: async () => {
      await iterator.return?.();
      return { done: true, value: undefined };
    },
  };
  const whole: AsyncIterable<unknown> = { [Symbol.asyncIterator]: () => again };
  return {
    first: peeked.status === 'fulfilled' ? (peeked.value.value as unknown) : undefined,
    whole,
  };
}

import type { LineEngine, Verdicts } from './line-engine.ts';

/** What the processor keeps at hand, and so much that what is done once for each is not worth compiling well. */
export const READ_BYTES: number = 1 << 19;

/** Reads the next bytes into memory, as many as there are and fit, and gives how many; 0 at the end. */
export type ReadInto = (into: Uint8Array) => number;

/** Puts what is read through the engine; the views of a block are valid until the next one. */
export function* linesOfReads(
  readNext: ReadInto,
  engine: LineEngine,
): Generator<Verdicts, void, undefined> {
  for (;;) {
    const bytes = readNext(engine.room(READ_BYTES));
    if (bytes === 0) break;
    yield engine.push(bytes);
  }
  yield engine.finish();
}

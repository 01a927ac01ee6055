import { openFileReader } from '../../io/index.ts';
import type { LineEngine, Verdicts } from './line-engine.ts';
import { linesOfReads } from './lines-of-reads.ts';

/**
 * Reads a file through an engine, block by block, synchronously; the views of a block are valid until the next one.
 *
 * Memory: what the engine holds.
 *
 * @throws {SourceError} `SOURCE_NOT_FOUND`, `SOURCE_READ`.
 */
export function* fileBlocks(
  path: string,
  engine: LineEngine,
): Generator<Verdicts, void, undefined> {
  const reader = openFileReader(path);
  try {
    yield* linesOfReads((into) => reader.read(into), engine);
  } finally {
    reader.close();
  }
}

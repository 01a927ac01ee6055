import type { LineEngine, Verdicts } from './line-engine.ts';

/**
 * Puts pieces of bytes that come one after the other through an engine; the views of a block are valid until the next one.
 *
 * Memory: what the engine holds, and the largest piece.
 */
export async function* linesOfPieces(
  pieces: AsyncIterable<Uint8Array>,
  engine: LineEngine,
): AsyncGenerator<Verdicts, void, undefined> {
  for await (const bytes of pieces) {
    engine.room(bytes.length).set(bytes);
    yield engine.push(bytes.length);
  }
  yield engine.finish();
}

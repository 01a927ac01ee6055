import { fileBlocks, type LineEngine, type Verdicts } from '../engine/index.ts';
import { nextTurn } from '../io/index.ts';

const READ_BYTES = 1 << 20;

/** Bytes of a source in pieces of any size. */
export type BytePieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/**
 * Reads a file through the engine, one block at a time; the event loop turns once per block.
 *
 * Memory: what the engine holds. The views of a block are valid until the next one.
 */
export async function* linesOfFile(path: string, engine: LineEngine): AsyncGenerator<Verdicts> {
  for (const block of fileBlocks(path, engine)) {
    yield block;
    await nextTurn();
  }
}

/** Puts bytes from anywhere through the engine. */
export async function* linesOfBytes(
  source: BytePieces,
  engine: LineEngine,
): AsyncGenerator<Verdicts> {
  for await (const bytes of source) {
    for (let start = 0; start < bytes.length; start += READ_BYTES) {
      const piece = bytes.subarray(start, start + READ_BYTES);
      engine.room(piece.length).set(piece);
      yield engine.push(piece.length);
    }
  }
  yield engine.finish();
}

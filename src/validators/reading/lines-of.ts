import { type LineEngine, linesOfReads, READ_BYTES, type Verdicts } from '../../engine/index.ts';
import { EventLoopTurns, openFileReader } from '../../io/index.ts';

/** Bytes of a source in pieces of any size. */
export type BytePieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/**
 * Reads a file through the engine, one block at a time; the event loop turns now and then between two of them.
 *
 * Memory: what the engine holds. The views of a block are valid until the next one.
 *
 * @param seen Is shown all bytes, as they were read.
 */
export async function* linesOfFile(
  path: string,
  engine: LineEngine,
  seen?: (bytes: Uint8Array) => void,
): AsyncGenerator<Verdicts> {
  const reader = openFileReader(path);
  const readNext = (into: Uint8Array): number => {
    const bytes = reader.read(into);
    seen?.(into.subarray(0, bytes));
    return bytes;
  };
  const turns = new EventLoopTurns();
  try {
    for (const block of linesOfReads(readNext, engine)) {
      yield block;
      if (turns.isDue) await turns.take();
    }
  } finally {
    reader.close();
  }
}

/** Puts bytes from anywhere through the engine. */
export async function* linesOfBytes(
  source: BytePieces,
  engine: LineEngine,
): AsyncGenerator<Verdicts> {
  const turns = new EventLoopTurns();
  for await (const bytes of source) {
    for (let start = 0; start < bytes.length; start += READ_BYTES) {
      const piece = bytes.subarray(start, start + READ_BYTES);
      engine.room(piece.length).set(piece);
      yield engine.push(piece.length);
      if (turns.isDue) await turns.take();
    }
  }
  yield engine.finish();
}

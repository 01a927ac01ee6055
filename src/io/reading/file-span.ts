import { statSync } from 'node:fs';
import { readError } from '../read-error.ts';
import { openFileReader } from './file-reader.ts';

const COPY_BYTES = 1 << 20;

/**
 * Gives the size of a file in bytes.
 *
 * @throws {SourceError} `SOURCE_NOT_FOUND`, `SOURCE_READ`.
 */
export function fileBytes(path: string): number {
  try {
    return statSync(path).size;
  } catch (cause) {
    throw readError(path, cause as NodeJS.ErrnoException);
  }
}

/** Reads a span of a file in pieces; each is valid until the next one. Memory: 1 MiB. */
export function* readSpan(
  path: string,
  span: { readonly start: number; readonly end: number },
): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(Math.min(COPY_BYTES, Math.max(1, span.end - span.start)));
  const reader = openFileReader(path);
  try {
    let at = span.start;
    while (at < span.end) {
      const bytes = reader.readAt(buffer.subarray(0, span.end - at), at);
      if (bytes === 0) return;
      yield buffer.subarray(0, bytes);
      at += bytes;
    }
  } finally {
    reader.close();
  }
}

import { fileBlocks } from './file-blocks.ts';
import { lineOf } from './line-of.ts';
import { LARGEST_LINE_BYTES, PlainLineEngine } from './plain-engine.ts';

/** A line of a file. */
export interface FileLine {
  /** With its newline, where it has one; valid until the next line. */
  readonly bytes: Uint8Array;
  /** 0-based byte of its beginning. */
  readonly offset: number;
}

/**
 * Reads the lines of a file, synchronously and without a look at what they say.
 *
 * Memory: the longest line and one read.
 *
 * @throws {SourceError} `SOURCE_NOT_FOUND`, `SOURCE_READ`.
 */
export function* fileLines(path: string): Generator<FileLine, void, undefined> {
  for (const block of fileBlocks(path, new PlainLineEngine({ maxLineBytes: LARGEST_LINE_BYTES }))) {
    for (let index = 0; index < block.count; index += 1)
      yield { bytes: lineOf(block, index), offset: block.offsets[index] ?? 0 };
  }
}

import type { S3Client } from '@aws-sdk/client-s3';
import { linesOfPieces, PlainLineEngine, type Verdicts } from '../../engine/index.ts';
import { readObject, type S3Place } from '../../io/index.ts';
import type { OutputOptions } from './output-files.ts';

/** How an output file is read. */
export interface OutputReadingOptions extends OutputOptions {
  /** Bytes a line may have: those of a longer one are dropped as they come. */
  readonly mostLineBytes: number;
}

/** Reads an output file as blocks of whole lines. Memory: one block, and up to twice the longest line. */
export async function* outputBlocks(
  s3: S3Client,
  file: S3Place,
  { mostLineBytes: maxLineBytes, ...options }: OutputReadingOptions,
): AsyncGenerator<Verdicts, void, undefined> {
  yield* linesOfPieces(readObject(s3, file, options), new PlainLineEngine({ maxLineBytes }));
}

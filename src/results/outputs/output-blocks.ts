import type { S3Client } from '@aws-sdk/client-s3';
import {
  LARGEST_LINE_BYTES,
  linesOfPieces,
  PlainLineEngine,
  type Verdicts,
} from '../../engine/index.ts';
import { readObject, type S3Place } from '../../io/index.ts';
import type { OutputOptions } from './output-files.ts';

/** Reads an output file as blocks of whole lines. Memory: one block. */
export async function* outputBlocks(
  s3: S3Client,
  file: S3Place,
  options: OutputOptions,
): AsyncGenerator<Verdicts, void, undefined> {
  const engine = new PlainLineEngine({ maxLineBytes: LARGEST_LINE_BYTES });
  yield* linesOfPieces(readObject(s3, file, options), engine);
}

import type { S3Client } from '@aws-sdk/client-s3';
import { quote, S3Error } from '../../core/index.ts';
import { lineOf, type Verdicts } from '../../engine/index.ts';
import { formatS3Uri, type S3Place } from '../../io/index.ts';
import type { JobJoiner } from '../join/job-joiner.ts';
import type { PlacedOutcome } from '../join/placed-outcome.ts';
import { outputBlocks } from '../outputs/output-blocks.ts';
import type { OutputOptions } from '../outputs/output-files.ts';

interface Rereading {
  readonly s3: S3Client;
  readonly joiner: JobJoiner;
  readonly options: OutputOptions;
}

/**
 * Gives the outcomes that were held for a better line and did not fit into memory, by reading their files a second time.
 *
 * @param files All output files of the job, in the order they were read.
 * @throws {S3Error} `S3_REQUEST` where a file is not what it was a moment ago.
 */
export async function* readAgain(
  files: readonly S3Place[],
  { s3, joiner, options }: Rereading,
): AsyncGenerator<PlacedOutcome, void, undefined> {
  for (const [number, file] of files.entries()) {
    const awaited = joiner.awaited(number);
    if (awaited.size === 0) continue;
    let given = 0;
    const { mostLineBytes } = joiner;
    const blocks = outputBlocks(s3, file, { ...options, mostLineBytes });
    for await (const placed of awaitedLines(blocks, joiner, awaited)) {
      given += 1;
      yield placed;
    }
    if (given < awaited.size) throw changed(file);
  }
}

async function* awaitedLines(
  blocks: AsyncIterable<Verdicts>,
  joiner: JobJoiner,
  awaited: ReadonlyMap<number, number>,
): AsyncGenerator<PlacedOutcome> {
  let line = 0;
  for await (const block of blocks) {
    for (let index = 0; index < block.count; index += 1) {
      line += 1;
      const position = awaited.get(line);
      if (position === undefined) continue;
      const placed = joiner.readAgain(lineOf(block, index));
      if (placed?.position === position) yield placed;
    }
  }
}

function changed(file: S3Place): S3Error {
  const message = `The output ${quote(formatS3Uri(file), 200)} was changed while it was read`;
  return new S3Error('S3_REQUEST', message, {
    ...file,
    isRetryable: true,
    hint: 'Read it again once nothing writes there',
  });
}

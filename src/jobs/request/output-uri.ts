import { InvalidOptionError, quote } from '../../core/index.ts';
import { datasetPrefix, type Manifest } from '../../dataset/index.ts';
import { asS3Folder } from '../../io/index.ts';

/**
 * Names the default place of the outputs: beside the uploaded dataset, never inside it.
 *
 * @param to S3 URI that the dataset is uploaded below.
 * @param manifest Manifest of the dataset, or its name and digest.
 * @returns `<to>/<name>-<first 12 of the digest>-output/`, with a slash at its end.
 *
 * @example
 * ```ts
 * import { defaultOutputUri } from 'bedrock-batch/jobs';
 *
 * const uri = defaultOutputUri('s3://bucket/batch', { name: 'movies', digest: '0123456789abcdef' });
 * console.assert(uri === 's3://bucket/batch/movies-0123456789ab-output/');
 * ```
 */
export function defaultOutputUri(to: string, manifest: Pick<Manifest, 'name' | 'digest'>): string {
  return `${asS3Folder(to)}${datasetPrefix(manifest)}-output/`;
}

/** Folder input reads every .jsonl below it, and outputs may not mix with what is read. */
export function requireApart(inputUri: string, outputUri: string): void {
  if (!inputUri.startsWith(outputUri) && !outputUri.startsWith(inputUri)) return;
  throw new InvalidOptionError(
    `The output ${quote(outputUri)} and the input ${quote(inputUri)} lie one inside the other`,
    {
      option: 'outputUri',
      expected: 'a prefix that is neither inside the input nor around it',
      received: quote(outputUri),
      hint: 'Leave the output out for a prefix beside the input, or choose another one',
    },
  );
}

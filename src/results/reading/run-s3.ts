import type { S3Client } from '@aws-sdk/client-s3';
import { endpointNotGiven, type Run } from '../../dataset/index.ts';
import { asksAws, makeS3Client, parseS3Uri, type S3ClientOptions } from '../../io/index.ts';

/** How the S3 of a run is reached. */
export interface RunS3Options extends Pick<S3ClientOptions, 'profile' | 'endpoint'> {
  readonly s3?: S3Client | undefined;
}

/**
 * Gives the S3 client for a run: the one passed in, else one for the run's region. Whoever did not pass it in destroys it.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where the run is not at AWS and neither client nor endpoint is given: its buckets
 *   are not those of these names at AWS, and an address in `run.json` is never called.
 */
export async function s3ForRun(run: Run, options: RunS3Options): Promise<S3Client> {
  const { s3: given, profile, endpoint } = options;
  if (given !== undefined) return given;
  const { target, outputUri } = run.state;
  const s3 = await makeS3Client({ region: target.region, profile, endpoint });
  if (target.endpoint === 'aws') return s3;
  try {
    if (!(await asksAws(s3, parseS3Uri(outputUri)?.bucket ?? ''))) return s3;
    throw endpointNotGiven(run);
  } catch (error) {
    s3.destroy();
    throw error;
  }
}

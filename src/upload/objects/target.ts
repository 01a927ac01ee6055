import { InvalidOptionError, quote } from '../../core/index.ts';
import { type Dataset, datasetPrefix, type Manifest, type Shard } from '../../dataset/index.ts';
import {
  formatS3Uri,
  isBedrockS3Uri,
  parseS3Uri,
  requireS3Folder,
  type S3Place,
} from '../../io/index.ts';

/** Lists the shards of a dataset, job by job. */
export function shardsOf({ jobs }: Manifest): readonly Shard[] {
  return jobs.flatMap((job) => job.shards);
}

/** Names a place below another one. */
export function below({ bucket, key }: S3Place, path: string): S3Place {
  return { bucket, key: `${key}${path}` };
}

/**
 * Names the prefix of a dataset below `to`, checked against what Bedrock takes as an input URI.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where Bedrock would refuse it or the longest key would not fit.
 */
export function targetOf({ manifest }: Dataset, to: string): S3Place {
  const folder = requireS3Folder(to, 'to');
  const root = requirePlace(`${folder}${datasetPrefix(manifest)}/`);
  const uris = shardsOf(manifest).map(({ path }) => formatS3Uri(below(root, path)));
  const refused = uris.find((uri) => !isBedrockS3Uri(uri));
  if (refused === undefined) return root;
  throw new InvalidOptionError(
    `to is ${quote(to)}, below which a shard would have an S3 URI of ${refused.length} characters`,
    {
      option: 'to',
      expected: 'at most 1,024 characters with the dataset and shard below it',
      received: quote(to),
      hint: 'Choose a shorter prefix',
    },
  );
}

/** Reads the S3 URI of an uploaded dataset. */
export function requirePlace(uri: string): S3Place {
  const place = parseS3Uri(requireS3Folder(uri, 'uri'));
  if (place !== undefined) return place;
  throw new RangeError(`${quote(uri)} was taken as an S3 URI and is none`);
}

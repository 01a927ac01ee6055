import { quote, S3Error } from '../../core/index.ts';
import { type Dataset, datasetPrefix, MANIFEST_NAME } from '../../dataset/index.ts';
import {
  headObject,
  makeS3Client,
  parseS3Uri,
  requireS3Folder,
  type S3ClientOptions,
  type S3RequestOptions,
} from '../../io/index.ts';
import { UsageError } from '../session/usage-error.ts';

/** A dataset and the S3 URI it lies at. */
export interface DatasetAt {
  readonly dataset: Dataset;
  readonly uri: string;
}

/** Words that say where a dataset was uploaded to; one of them is given. */
export interface UploadPlace {
  /** The folder above it. */
  readonly to?: string | undefined;
  /** Its own prefix, or that of its only job, as a request has it. */
  readonly inputUri?: string | undefined;
}

/**
 * Finds where a dataset was uploaded to. What its run says is not asked: a place that stands in a file is neither
 * submitted from nor written beside.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where Bedrock would refuse `to`.
 * @throws {UsageError} where a request names another place, which has other records.
 */
export function uploadedDataset(dataset: Dataset, { to, inputUri }: UploadPlace): DatasetAt {
  const prefix = to === undefined ? undefined : requireS3Folder(to, 'to');
  const name = `${datasetPrefix(dataset.manifest)}/`;
  // what lies in S3 lies where it was said to
  const own = dataset.home.folder === undefined ? dataset.folder : prefix && `${prefix}${name}`;
  if (inputUri === undefined) return { dataset, uri: own ?? name };
  const named = requireS3Folder(inputUri, 'inputDataConfig');
  const jobs = dataset.manifest.jobs.map((job) => `${job.folder}/`);
  const ends = ['', ...(jobs.length === 1 ? jobs : [])].map((below) => `/${name}${below}`);
  const end = ends.find((end) => named.endsWith(end));
  const uri = end && `${named.slice(0, -end.length)}/${name}`;
  if (uri === undefined || (own !== undefined && uri !== own))
    throw otherInput(named, own ?? `s3://…/${name}`);
  return { dataset, uri };
}

function otherInput(named: string, there: string): UsageError {
  return new UsageError(
    `The input of the request is ${quote(named, 200)}, and the records of the dataset are at ${quote(there, 200)}`,
    {
      hint: 'Leave the input out and give --to, or send the request as it is with bedrock-batch jobs create-model-invocation-job',
    },
  );
}

/**
 * Checks that a dataset is in S3 as a whole, and that Bedrock would read nothing else with it.
 *
 * @throws {S3Error} `S3_OBJECT_NOT_FOUND` and `S3_FOREIGN_OBJECT`, and what S3 refuses.
 */
export async function requireUploaded(
  { dataset, uri }: DatasetAt,
  options: S3ClientOptions & S3RequestOptions,
): Promise<void> {
  const { findForeignObjects } = await import('../../upload/index.ts');
  const s3 = await makeS3Client(options);
  const place = parseS3Uri(uri) ?? { bucket: '', key: '' };
  try {
    const manifest = { bucket: place.bucket, key: `${place.key}${MANIFEST_NAME}` };
    if ((await headObject(s3, manifest, options)) === undefined) throw notUploaded(uri, manifest);
    const { count, uris } = await findForeignObjects(
      s3,
      { uri, manifest: dataset.manifest },
      options,
    );
    if (count > 0) throw foreignObjects(place, uris);
  } finally {
    s3.destroy();
  }
}

function notUploaded(uri: string, place: { bucket: string; key: string }): S3Error {
  return new S3Error(
    'S3_OBJECT_NOT_FOUND',
    `The dataset is not at ${quote(uri, 200)} as a whole: it has no ${MANIFEST_NAME}`,
    {
      ...place,
      hint: 'Upload it first with bedrock-batch upload, or give the --to that it was uploaded with',
    },
  );
}

function foreignObjects(place: { bucket: string; key: string }, uris: readonly string[]): S3Error {
  const first = quote(uris[0] ?? '', 200);
  return new S3Error(
    'S3_FOREIGN_OBJECT',
    `Bedrock would read ${first} with the jobs of the dataset, and it is not part of the dataset; nothing was submitted`,
    {
      ...place,
      hint: 'Move what is not part of the dataset out of its prefix',
    },
  );
}

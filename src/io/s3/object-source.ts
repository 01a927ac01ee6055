import type { S3Client } from '@aws-sdk/client-s3';
import { InvalidOptionError, quote, SourceError } from '../../core/index.ts';
import type { FileIdentity } from '../reading/read-bytes.ts';
import { type ReadObjectOptions, readObject } from './read-object.ts';
import { headObject, listObjects, makeS3Client } from './s3-objects.ts';
import type { S3ClientOptions, S3RequestOptions } from './s3-options.ts';
import { formatS3Uri, parseS3Uri, type S3Place } from './s3-uri.ts';

/** How objects are read that a source names by their URIs. */
export interface ObjectSourceOptions extends S3ClientOptions, S3RequestOptions {
  /** Client to read with; it is used as it is. Default: made by the SDK's default chain, for each reading. */
  readonly s3?: S3Client | undefined;
  /** Entity tag that the object has to have, where it is one. Default: any. */
  readonly etag?: string | undefined;
}

/** What tells whether an object is still the one it was. */
export interface ObjectIdentity extends FileIdentity {
  /** Entity tag of its content. */
  readonly etag: string | undefined;
}

/**
 * Reads an object of a source, or a span of one, from its first to its last byte.
 *
 * @throws {SourceError} `SOURCE_NOT_FOUND` where there is none.
 * @throws {S3Error} as {@link readObject}.
 */
export async function* readObjectAt(
  uri: string,
  options: ObjectSourceOptions & ReadObjectOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const client = await clientFor(options);
  try {
    yield* readObject(client.s3, placeAt(uri), options);
  } finally {
    client.close();
  }
}

/**
 * Tells what identifies an object: where it is, how large, its entity tag, and when it was written.
 *
 * @throws {SourceError} `SOURCE_NOT_FOUND` where there is none.
 */
export async function objectIdentity(
  uri: string,
  options: ObjectSourceOptions = {},
): Promise<ObjectIdentity> {
  const found = await withClient(options, (s3) => headObject(s3, placeAt(uri), options));
  if (found === undefined) throw noObject(uri);
  const { bytes, etag, modified = 0 } = found;
  return Object.freeze({ path: uri, bytes, modified, etag });
}

/**
 * Lists the objects that a URI stands for: itself, or all below it.
 *
 * @returns Their URIs in the order of their keys; none where there is nothing.
 */
export async function objectsAt(
  uri: string,
  options: ObjectSourceOptions = {},
): Promise<readonly string[]> {
  const place = placeAt(uri);
  return withClient(options, async (s3) => {
    const isObject =
      !uri.endsWith('/') &&
      place.key !== '' &&
      (await headObject(s3, place, options)) !== undefined;
    if (isObject) return [uri];
    const isFolder = place.key === '' || uri.endsWith('/');
    const folder = isFolder ? place : { ...place, key: `${place.key}/` };
    const uris: string[] = [];
    for await (const page of listObjects(s3, folder, options))
      uris.push(...page.map(({ key }) => formatS3Uri({ bucket: place.bucket, key })));
    return uris;
  });
}

/** A file that is not there is the user's mistake, and so is an object. */
function noObject(uri: string): SourceError {
  return new SourceError('SOURCE_NOT_FOUND', `There is no object ${quote(uri, 200)}`, {
    source: uri,
    hint: 'Check bucket, key and account; a prefix ends with a slash',
  });
}

function placeAt(uri: string): S3Place {
  const place = parseS3Uri(uri);
  if (place !== undefined) return place;
  throw new InvalidOptionError(`source is ${quote(uri, 200)}, which names no bucket`, {
    option: 'source',
    expected: 's3://bucket/key or s3://bucket/prefix/',
    received: quote(uri, 200),
  });
}

async function withClient<Value>(
  options: ObjectSourceOptions,
  act: (s3: S3Client) => Promise<Value>,
): Promise<Value> {
  const client = await clientFor(options);
  try {
    return await act(client.s3);
  } finally {
    client.close();
  }
}

async function clientFor(
  options: ObjectSourceOptions,
): Promise<{ readonly s3: S3Client; readonly close: () => void }> {
  const { s3: given, region, profile, endpoint } = options;
  if (given !== undefined) return { s3: given, close: () => {} };
  const s3 = await makeS3Client({ region, profile, endpoint });
  return { s3, close: () => s3.destroy() };
}

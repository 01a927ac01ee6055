import type { S3Client } from '@aws-sdk/client-s3';
import { S3Error } from '../../core/index.ts';
import { UnclearReply } from '../client/clear-reply.ts';
import { isAwsHost } from '../client/is-aws-host.ts';
import { NeverSentError } from '../client/never-sent.ts';
import { endpointFor } from '../client/profile-endpoint.ts';
import { regionMissing } from '../client/region.ts';
import { asking } from './asking.ts';
import { bucketRegionOf, httpStatusOf, wrapS3Error } from './s3-errors.ts';
import type {
  ListedObject,
  ListOptions,
  PutTextOptions,
  S3Bucket,
  S3ClientOptions,
  S3ObjectHead,
  S3RequestOptions,
} from './s3-options.ts';
import type { S3Place } from './s3-uri.ts';

const loadSdk = () => import('./aws-s3.ts');

/**
 * Makes an S3 client by the SDK's default chain.
 *
 * Whoever makes it destroys it. A connection has 10 s to open and 60 s between two signs of life.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where no region is set anywhere.
 */
export async function makeS3Client(options: S3ClientOptions = {}): Promise<S3Client> {
  const endpoint = await endpointFor('S3', options);
  const s3 = (await loadSdk()).newS3Client({ ...options, endpoint });
  try {
    await clientRegion(s3);
    return s3;
  } catch (error) {
    s3.destroy();
    throw error;
  }
}

/** Tells the region a client asks. */
export async function clientRegion(s3: S3Client): Promise<string> {
  try {
    return await s3.config.region();
  } catch (cause) {
    throw regionMissing(cause);
  }
}

/**
 * Tells whether a client asks AWS for a bucket, and not a server that an option, the environment or a profile names.
 *
 * @throws {S3Error} `S3_NOT_SENT` where settings contradict one another.
 */
export async function asksAws(s3: S3Client, bucket: string): Promise<boolean> {
  const { endpointHost } = await loadSdk();
  try {
    return isAwsHost(await endpointHost(s3, bucket));
  } catch (error) {
    throw wrapS3Error(new NeverSentError(error), { verb: 'look at', bucket });
  }
}

/**
 * Asks a bucket whether it is there, may be used, and where it is.
 *
 * A bucket of another region is no error here: its region is told. The reply to HEAD has no body, so after a refusal a
 * listing of one key is asked for, whose reply says why.
 *
 * @throws {S3Error} `S3_BUCKET_NOT_FOUND`, `S3_ACCESS_DENIED`, `S3_CREDENTIALS`, `S3_REQUEST`.
 */
export async function headBucket(
  s3: S3Client,
  bucket: string,
  options: S3RequestOptions = {},
): Promise<S3Bucket> {
  const { sendHeadBucket, sendListObjects } = await loadSdk();
  const attempt = { verb: 'look at', bucket, ...options };
  try {
    return await sendHeadBucket(s3, bucket, options);
  } catch (cause) {
    options.signal?.throwIfAborted();
    const elsewhere = bucketRegionOf(cause);
    if (elsewhere !== undefined && elsewhere !== (await clientRegion(s3)))
      return { region: elsewhere };
    const status = httpStatusOf(cause);
    if (status !== 400 && status !== 403) throw wrapS3Error(cause, attempt);
    const place = { bucket, key: '' };
    await asking(attempt, options, () =>
      sendListObjects(s3, place, { ...options, from: undefined, most: 1 }),
    );
    throw wrapS3Error(cause, attempt);
  }
}

/**
 * Looks at an object without reading it; undefined where there is none.
 *
 * The reply to HEAD has no body, so after a refusal a listing of one key is asked for, whose reply has a name: a bucket
 * elsewhere, or credentials that are not accepted. An object of a bucket that is not there is none.
 *
 * @throws {S3Error} `S3_BUCKET_REGION`, `S3_ACCESS_DENIED`, `S3_CREDENTIALS`, `S3_REQUEST`.
 */
export async function headObject(
  s3: S3Client,
  place: S3Place,
  options: S3RequestOptions = {},
): Promise<S3ObjectHead | undefined> {
  const { sendHeadObject } = await loadSdk();
  try {
    return await asking({ verb: 'look at', ...place, ...options }, options, () =>
      sendHeadObject(s3, place, options),
    );
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    if (error.code === 'S3_OBJECT_NOT_FOUND') return undefined;
    const { httpStatus = 0 } = error;
    const named = SAYS_LITTLE.has(httpStatus) && (await nameOfRefusal(s3, place, options));
    throw named || error;
  }
}

/** Statuses of HEAD that stand for several refusals. */
const SAYS_LITTLE: ReadonlySet<number> = new Set([400, 403]);
/** What a listing says that holds for the object too. */
const OF_THE_BUCKET: ReadonlySet<string> = new Set(['S3_BUCKET_REGION', 'S3_CREDENTIALS']);

/** Asks again in a way whose refusal has a body; undefined where that says no more than HEAD did. */
async function nameOfRefusal(
  s3: S3Client,
  place: S3Place,
  options: S3RequestOptions,
): Promise<S3Error | undefined> {
  const { sendListObjects } = await loadSdk();
  try {
    await asking({ verb: 'look at', ...place, ...options }, options, () =>
      sendListObjects(s3, place, { ...options, from: undefined, most: 1 }),
    );
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof S3Error && OF_THE_BUCKET.has(error.code)) return error;
  }
  return undefined;
}

const SAME_PAGE = 'the reply goes on where one before it did, so the listing would have no end';

/**
 * Lists the objects whose keys begin with a place's key, in the order of their keys.
 *
 * A reply that is no whole listing, such as an empty one or a page of HTML, is an error and never an empty listing.
 * Memory: one page of at most 1,000 objects, and the token of each.
 *
 * @yields Pages, none of them empty.
 * @throws {S3Error} `S3_BUCKET_NOT_FOUND`, `S3_BUCKET_REGION`, `S3_ACCESS_DENIED`, `S3_CREDENTIALS`, `S3_REPLY_UNCLEAR`,
 *   `S3_REQUEST`.
 */
export async function* listObjects(
  s3: S3Client,
  place: S3Place,
  options: ListOptions = {},
): AsyncGenerator<readonly ListedObject[], void, undefined> {
  const { sendListObjects } = await loadSdk();
  const attempt = { verb: 'list', ...place, ...options };
  const tokens = new Set<string>();
  for (let from: string | undefined; ; ) {
    const page = await asking(attempt, options, () =>
      sendListObjects(s3, place, { ...options, from }),
    );
    if (page.objects.length > 0) yield page.objects;
    from = page.next;
    if (from === undefined) return;
    if (tokens.has(from)) throw wrapS3Error(new UnclearReply(SAME_PAGE), attempt);
    tokens.add(from);
  }
}

/**
 * Writes a small text as an object.
 *
 * @throws {S3Error} `S3_OBJECT_EXISTS` with `ifNoneMatch` where an object is there, `S3_BUCKET_NOT_FOUND`,
 *   `S3_ACCESS_DENIED`, `S3_CREDENTIALS`, `S3_REQUEST`.
 */
export async function putText(
  s3: S3Client,
  place: S3Place,
  options: PutTextOptions & { readonly text: string },
): Promise<void> {
  const { sendPutText } = await loadSdk();
  await asking({ verb: 'write', ...place, ...options }, options, () =>
    sendPutText(s3, place, options),
  );
}

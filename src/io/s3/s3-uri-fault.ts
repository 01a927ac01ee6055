import { countOf, quote } from '../../core/index.ts';

/**
 * Which pattern an S3 URI has to match.
 *
 * - `job`: input and output of a job, the API's shape S3Uri. Of a key it takes `A-Z a-z 0-9 - ! _ * ' ( ) .` between single slashes.
 * - `reference`: an object that a record refers to. Converse takes any key there that has no line break.
 *
 * Source: API models `bedrock/2023-04-20` (S3Uri) and `bedrock-runtime/2023-09-30` (S3Location), read 2026-11-20.
 */
export type S3UriPattern = 'job' | 'reference';

const SCHEME = 's3://';
/** Characters of an S3 URI that Bedrock takes at most. */
export const LONGEST_URI = 1024;
const SHORTEST_BUCKET = 3;
const LONGEST_BUCKET = 63;
const NOT_IN_BUCKET = /[^-.a-z0-9]/u;
const NOT_AT_EDGE = /[^a-z0-9]/;
const NOT_IN_JOB_KEY = /[^-!_*'().a-z0-9A-Z/]/u;
const LINE_BREAK = /[\n\r\u2028\u2029]/;

/**
 * Says why Bedrock refuses an S3 URI: the first thing that its pattern does not take.
 *
 * @returns A clause such as `its key holds "=" (character 15)`, positions 1-based; undefined where the pattern takes the URI.
 */
export function s3UriFault(uri: string, pattern: S3UriPattern): string | undefined {
  if (!uri.startsWith(SCHEME)) return `it does not begin with ${quote(SCHEME)}`;
  const slash = uri.indexOf('/', SCHEME.length);
  const bucketEnd = slash === -1 ? uri.length : slash;
  const inBucket = bucketFault(uri.slice(SCHEME.length, bucketEnd));
  return inBucket ?? keyFault(uri, bucketEnd, pattern) ?? lengthFault(uri);
}

function bucketFault(bucket: string): string | undefined {
  if (bucket === '') return 'it names no bucket';
  const odd = NOT_IN_BUCKET.exec(bucket)?.[0];
  if (odd !== undefined) return `the name of the bucket holds ${nameOf(odd)}`;
  const { length } = bucket;
  if (length < SHORTEST_BUCKET || length > LONGEST_BUCKET) {
    return `the name of the bucket has ${countOf(length, 'character')}, not ${SHORTEST_BUCKET} to ${LONGEST_BUCKET}`;
  }
  const [first = '', last = ''] = [bucket[0], bucket.at(-1)];
  if (NOT_AT_EDGE.test(first)) return `the name of the bucket begins with ${quote(first)}`;
  if (NOT_AT_EDGE.test(last)) return `the name of the bucket ends with ${quote(last)}`;
  return undefined;
}

function keyFault(uri: string, from: number, pattern: S3UriPattern): string | undefined {
  const rest = uri.slice(from);
  const odd = (pattern === 'job' ? NOT_IN_JOB_KEY : LINE_BREAK).exec(rest);
  const twice = pattern === 'job' ? rest.indexOf('//') : -1;
  if (twice !== -1 && (odd === null || twice < odd.index)) {
    return `two slashes stand side by side (character ${from + twice + 1})`;
  }
  if (odd === null) return undefined;
  return `its key holds ${nameOf(odd[0])} (character ${from + odd.index + 1})`;
}

function lengthFault({ length }: string): string | undefined {
  if (length <= LONGEST_URI) return undefined;
  return `it has ${countOf(length, 'character')}, more than 1,024`;
}

function nameOf(character: string): string {
  return character === ' ' ? 'a space' : quote(character);
}

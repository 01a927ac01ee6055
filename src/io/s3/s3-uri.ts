import { checkConstraints, InvalidOptionError, quote } from '../../core/index.ts';
import { LONGEST_URI, s3UriFault } from './s3-uri-fault.ts';

/** A place in S3. */
export interface S3Place {
  readonly bucket: string;
  /** Key or prefix; empty for the bucket itself; no slash in front. */
  readonly key: string;
}

const S3_URI = /^s3:\/\/([^/]+)(?:\/(.*))?$/s;

/** Splits an S3 URI into bucket and key; undefined where the text is none. */
export function parseS3Uri(uri: string): S3Place | undefined {
  const match = S3_URI.exec(uri);
  return match?.[1] === undefined ? undefined : { bucket: match[1], key: match[2] ?? '' };
}

const NEARLY_S3 = /(?:^|[\\/])s3:/i;

/** What to do where nothing is at a path, and that is nearly an S3 URI: a slash of which was lost, or whose scheme is in capitals; undefined for other paths. */
export function nearlyS3Hint(path: string): string | undefined {
  if (!NEARLY_S3.test(path)) return undefined;
  return 'An address in S3 is written s3://bucket/prefix/, with both slashes and a small s';
}

/** Writes bucket and key as an S3 URI. */
export function formatS3Uri({ bucket, key }: S3Place): string {
  return `s3://${bucket}/${key}`;
}

/**
 * Tells whether Bedrock takes the URI. Narrower than S3 itself: no `=`, space, `+`, `%` or `//`.
 * Source: the API's shape S3Uri.
 */
export function isBedrockS3Uri(uri: string): boolean {
  return checkConstraints('S3Uri', uri).length === 0;
}

/** Ends an S3 URI with exactly one slash, so that it can only mean a folder. */
export function asS3Folder(uri: string): string {
  return uri.endsWith('/') ? uri : `${uri}/`;
}

/**
 * Checks an S3 URI that Bedrock will be given and returns it as a folder.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where S3 or Bedrock would refuse it.
 */
export function requireS3Folder(uri: string, option: string): string {
  const folder = asS3Folder(uri);
  if (!isBedrockS3Uri(folder)) throw refusedS3Uri(uri, folder, option);
  return folder;
}

/**
 * Checks an S3 URI that Bedrock will be given, of a folder or of one object.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where Bedrock would refuse it.
 */
export function requireS3Uri(uri: string, option: string): string {
  if (!isBedrockS3Uri(uri)) throw refusedS3Uri(uri, uri, option);
  return uri;
}

/** Says what to change: the scheme, the bucket, or the key. */
function hintFor(uri: string): string {
  const place = parseS3Uri(uri);
  if (place === undefined) return 'Write it as s3://bucket/prefix/';
  if (!isBedrockS3Uri(formatS3Uri({ ...place, key: '' }))) {
    return 'Name a bucket: 3 to 63 lowercase letters, digits, "." and "-", with a letter or digit at both ends';
  }
  if (uri.length > LONGEST_URI) return 'Choose a shorter prefix';
  return 'Choose a prefix without "=", "+", "%", spaces or empty segments, also where S3 itself allows them';
}

function refusedS3Uri(uri: string, asGiven: string, option: string): InvalidOptionError {
  const fault = s3UriFault(asGiven, 'job') ?? 'its pattern does not match';
  return new InvalidOptionError(
    `${option} is ${quote(uri)}, which Bedrock does not take as an S3 URI: ${fault}`,
    {
      option,
      expected:
        "s3://bucket/prefix/ of letters, digits and - ! _ * ' ( ) . at most 1,024 characters",
      received: quote(uri),
      hint: hintFor(asGiven),
    },
  );
}

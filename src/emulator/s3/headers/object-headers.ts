import type { IncomingHttpHeaders } from 'node:http';
import type { PutObjectOutput, ServerSideEncryption } from '@aws-sdk/client-s3';
import type { ObjectHeaders } from '../store/states.ts';
import { invalidArgument, notImplemented } from '../wire/s3-errors.ts';

/** Members that PutObject, CreateMultipartUpload and CopyObject share. */
interface HeaderInput {
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly Metadata?: Record<string, string> | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
}

/** Members that replies about an encrypted object share. */
type Encryption = Pick<
  PutObjectOutput,
  'ServerSideEncryption' | 'SSEKMSKeyId' | 'BucketKeyEnabled'
>;

const ENCRYPTIONS = ['AES256', 'aws:kms', 'aws:kms:dsse'];

/** Headers that would change what an object is and that the emulator does not act on. */
const UNKNOWN_HEADERS =
  /^x-amz-(tagging|object-lock-|server-side-encryption-customer-|write-offset-bytes|copy-source-server-side-encryption-customer-)/;

/**
 * Reads what a client says about an object besides its bytes.
 *
 * @throws {WireError} 400 `InvalidArgument` for encryptions that do not exist, 501 for headers that would be lost.
 */
export function readObjectHeaders(input: HeaderInput, headers: IncomingHttpHeaders): ObjectHeaders {
  const unknown = Object.keys(headers).find((name) => UNKNOWN_HEADERS.test(name));
  if (unknown !== undefined) throw notImplemented(`the header "${unknown}"`);
  return {
    CacheControl: input.CacheControl,
    ContentDisposition: input.ContentDisposition,
    ContentEncoding: withoutFraming(input.ContentEncoding),
    ContentLanguage: input.ContentLanguage,
    ContentType: input.ContentType ?? 'binary/octet-stream',
    Expires: headers.expires,
    Metadata: input.Metadata,
    WebsiteRedirectLocation: input.WebsiteRedirectLocation,
    StorageClass: input.StorageClass === 'STANDARD' ? undefined : input.StorageClass,
    ...readEncryption(input),
  };
}

/** How an object is encrypted, as replies say it. S3 encrypts with AES256 where nobody asks for more. */
export function encryptionOf(headers: ObjectHeaders): Encryption {
  const { SSEKMSKeyId, BucketKeyEnabled } = headers;
  const method = headers.ServerSideEncryption as ServerSideEncryption | undefined;
  return { ServerSideEncryption: method, SSEKMSKeyId, BucketKeyEnabled };
}

function readEncryption(
  input: HeaderInput,
): Pick<ObjectHeaders, 'ServerSideEncryption' | 'SSEKMSKeyId' | 'BucketKeyEnabled'> {
  const method = input.ServerSideEncryption ?? 'AES256';
  if (!ENCRYPTIONS.includes(method)) {
    throw invalidArgument(
      'The encryption method specified is not supported',
      'x-amz-server-side-encryption',
      method,
    );
  }
  if (input.SSEKMSKeyId !== undefined && method === 'AES256') {
    throw invalidArgument(
      'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
      'x-amz-server-side-encryption',
      input.ServerSideEncryption ?? '',
    );
  }
  const isKms = method !== 'AES256';
  return {
    ServerSideEncryption: method,
    SSEKMSKeyId: input.SSEKMSKeyId,
    BucketKeyEnabled: isKms && input.BucketKeyEnabled === true ? true : undefined,
  };
}

function withoutFraming(encoding: string | undefined): string | undefined {
  const codings = (encoding ?? '').split(',').map((coding) => coding.trim());
  return (
    codings.filter((coding) => coding !== '' && coding !== 'aws-chunked').join(',') || undefined
  );
}

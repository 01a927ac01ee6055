import type { IncomingMessage } from 'node:http';
import { decodePercent, splitRawUrl } from '../../http/raw-url.ts';
import { WireError } from '../../http/wire-error.ts';
import { notImplemented } from './s3-errors.ts';
import type { OperationName } from './s3-wire.ts';

/** What a request is about, before it is known whether it may. */
export interface ReadRequest {
  readonly operation: OperationName;
  /** `''` where the request names none. */
  readonly bucket: string;
  /** Decoded; `''` where the request names none. */
  readonly key: string;
  readonly query: ReadonlyMap<string, readonly string[]>;
}

type Query = ReadRequest['query'];

/** Sub-resources of buckets and objects that the emulator does not have: without this list they would pass for others. */
const UNKNOWN_SUBRESOURCES = [
  'accelerate',
  'acl',
  'analytics',
  'annotation',
  'attributes',
  'cors',
  'encryption',
  'intelligent-tiering',
  'inventory',
  'legal-hold',
  'lifecycle',
  'logging',
  'metadataConfiguration',
  'metadataTable',
  'metrics',
  'notification',
  'object-lock',
  'ownershipControls',
  'policy',
  'policyStatus',
  'publicAccessBlock',
  'renameObject',
  'replication',
  'requestPayment',
  'restore',
  'retention',
  'select',
  'session',
  'tagging',
  'torrent',
  'versioning',
  'versions',
  'website',
];

/**
 * Reads bucket, key and operation of a request, path style or virtual-host style.
 *
 * @throws {WireError} 400 `InvalidURI`, 405 `MethodNotAllowed`, 501 `NotImplemented`.
 */
export function readRequest(request: IncomingMessage): ReadRequest {
  const { path, query } = splitRawUrl(request.url ?? '/');
  const { bucket, key } = readAddress(request.headers.host ?? '', path);
  const unknown = UNKNOWN_SUBRESOURCES.find(
    (name) => query.has(name) && !isRead(name, request.method, key),
  );
  if (unknown !== undefined) throw notImplemented(`the sub-resource "${unknown}"`);
  const operation = chooseOperation(request, { bucket, key, query });
  return { operation, bucket, key, query };
}

/** What a bucket has without ever having been told: it can be read, and not be changed. */
const READ_ONLY: ReadonlySet<string> = new Set(['encryption', 'policy']);

function isRead(name: string, method: string | undefined, key: string): boolean {
  return READ_ONLY.has(name) && method === 'GET' && key === '';
}

interface Address {
  readonly bucket: string;
  readonly key: string;
}

/** `bucket.localhost` and `bucket.s3.localhost` name a bucket; a bucket's name has at least three characters. */
const VIRTUAL_HOST = /^([a-z0-9][a-z0-9.-]{2,62}?)(?:\.s3)?\.localhost$/;

function readAddress(host: string, path: string): Address {
  const virtual = VIRTUAL_HOST.exec(host.replace(/:\d+$/, '').toLowerCase());
  const rest = path.replace(/^\//, '');
  if (virtual !== null) return { bucket: virtual[1] as string, key: decodePercent(rest) };
  const slash = rest.indexOf('/');
  if (slash < 0) return { bucket: decodePercent(rest), key: '' };
  return { bucket: decodePercent(rest.slice(0, slash)), key: decodePercent(rest.slice(slash + 1)) };
}

function chooseOperation(
  request: IncomingMessage,
  read: Address & { query: Query },
): OperationName {
  const method = request.method ?? 'GET';
  const chosen = chooseFor(method, request, read);
  if (chosen !== undefined) return chosen;
  if (method === 'POST' && read.key === '') throw notImplemented('uploads by HTML forms');
  throw new WireError({
    status: 405,
    code: 'MethodNotAllowed',
    message: 'The specified method is not allowed against this resource.',
  });
}

function chooseFor(
  method: string,
  request: IncomingMessage,
  { bucket, key, query }: Address & { query: Query },
): OperationName | undefined {
  if (bucket === '') return method === 'GET' ? 'ListBuckets' : undefined;
  if (key === '') return chooseForBucket(method, query);
  const isCopy = request.headers['x-amz-copy-source'] !== undefined;
  return chooseForObject(method, query, isCopy);
}

function chooseForBucket(method: string, query: Query): OperationName | undefined {
  switch (method) {
    case 'GET':
      if (query.has('location')) return 'GetBucketLocation';
      if (query.has('encryption')) return 'GetBucketEncryption';
      if (query.has('policy')) return 'GetBucketPolicy';
      if (query.has('uploads')) return 'ListMultipartUploads';
      return query.get('list-type')?.[0] === '2' ? 'ListObjectsV2' : 'ListObjects';
    case 'HEAD':
      return 'HeadBucket';
    case 'PUT':
      return 'CreateBucket';
    case 'DELETE':
      return 'DeleteBucket';
    case 'POST':
      return query.has('delete') ? 'DeleteObjects' : undefined;
    default:
      return undefined;
  }
}

function chooseForObject(method: string, query: Query, isCopy: boolean): OperationName | undefined {
  const isOfUpload = query.has('uploadId');
  switch (method) {
    case 'GET':
      return isOfUpload ? 'ListParts' : 'GetObject';
    case 'HEAD':
      return 'HeadObject';
    case 'PUT':
      if (isOfUpload) return isCopy ? 'UploadPartCopy' : 'UploadPart';
      return isCopy ? 'CopyObject' : 'PutObject';
    case 'POST':
      if (query.has('uploads')) return 'CreateMultipartUpload';
      return isOfUpload ? 'CompleteMultipartUpload' : undefined;
    case 'DELETE':
      return isOfUpload ? 'AbortMultipartUpload' : 'DeleteObject';
    default:
      return undefined;
  }
}

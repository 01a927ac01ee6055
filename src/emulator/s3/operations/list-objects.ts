import type { _Object } from '@aws-sdk/client-s3';
import type { DiskObjectStore } from '../store/disk-object-store.ts';
import type { ObjectState } from '../store/states.ts';
import { keyEncoder } from '../wire/key-encoding.ts';
import { invalidArgument } from '../wire/s3-errors.ts';
import { canonicalId } from './buckets.ts';
import { makePage, type Page, type PageQuery } from './list-page.ts';
import type { OperationCall, OperationReply } from './operation.ts';

const LONGEST_PAGE = 1000;

export async function listObjectsV2(
  call: OperationCall<'ListObjectsV2'>,
): Promise<OperationReply<'ListObjectsV2'>> {
  const { input, store } = call;
  const encode = keyEncoder(input.EncodingType);
  const after =
    input.ContinuationToken === undefined
      ? (input.StartAfter ?? '')
      : readToken(input.ContinuationToken);
  const page = listPage(call, after);
  const owner = input.FetchOwner === true ? { Owner: { ID: canonicalId(store.owner) } } : {};
  return {
    output: {
      ...commonMembers(call, page),
      KeyCount: page.items.length + page.commonPrefixes.length,
      ContinuationToken: input.ContinuationToken,
      NextContinuationToken: page.isTruncated ? writeToken(page.last ?? '') : undefined,
      StartAfter: input.StartAfter === undefined ? undefined : encode(input.StartAfter),
      Contents: page.items.map((state) => ({ ...listed(state, encode), ...owner })),
    },
  };
}

/** The older listing: pages are named by their last key, and NextMarker is given only with a delimiter. */
export async function listObjects(
  call: OperationCall<'ListObjects'>,
): Promise<OperationReply<'ListObjects'>> {
  const { input, store } = call;
  const encode = keyEncoder(input.EncodingType);
  const page = listPage(call, input.Marker ?? '');
  const isMarked = page.isTruncated && (input.Delimiter ?? '') !== '';
  const Owner = { ID: canonicalId(store.owner) };
  return {
    output: {
      ...commonMembers(call, page),
      Marker: encode(input.Marker ?? ''),
      NextMarker: isMarked ? encode(page.last ?? '') : undefined,
      Contents: page.items.map((state) => ({ ...listed(state, encode), Owner })),
    },
  };
}

type ListCall = OperationCall<'ListObjectsV2'> | OperationCall<'ListObjects'>;

function listPage(call: ListCall, after: string): Page<ObjectState> {
  const query: PageQuery = {
    prefix: call.input.Prefix ?? '',
    delimiter: call.input.Delimiter,
    longest: pageLength(call),
    after,
  };
  return makePage(walkAfter(call.store, call.bucket, query), query);
}

function* walkAfter(
  store: DiskObjectStore,
  bucket: string,
  { prefix, after }: PageQuery,
): Generator<ObjectState, void, undefined> {
  for (const state of store.walk(bucket, prefix, after)) if (state.key !== after) yield state;
}

function pageLength({ input }: ListCall): number {
  const asked = input.MaxKeys ?? LONGEST_PAGE;
  if (asked >= 0) return Math.min(asked, LONGEST_PAGE);
  throw invalidArgument(
    'Argument maxKeys must be an integer between 0 and 2147483647',
    'maxKeys',
    String(asked),
  );
}

/** What both listings say of a page. */
function commonMembers(call: ListCall, page: Page<ObjectState>) {
  const { input, bucket } = call;
  const encode = keyEncoder(input.EncodingType);
  return {
    Name: bucket,
    Prefix: encode(input.Prefix ?? ''),
    Delimiter: input.Delimiter === undefined ? undefined : encode(input.Delimiter),
    MaxKeys: pageLength(call),
    EncodingType: input.EncodingType,
    IsTruncated: page.isTruncated,
    CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  };
}

function listed(state: ObjectState, encode: (key: string) => string): _Object {
  return {
    Key: encode(state.key),
    LastModified: new Date(state.modifiedAt),
    ETag: state.etag,
    Size: state.bytes,
    ChecksumAlgorithm: [state.checksum.algorithm],
    ChecksumType: state.checksum.type,
    StorageClass: (state.headers.StorageClass ?? 'STANDARD') as 'STANDARD',
  };
}

const TOKEN_MARK = '1:';

function writeToken(last: string): string {
  return Buffer.from(TOKEN_MARK + last).toString('base64url');
}

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (text.startsWith(TOKEN_MARK)) return text.slice(TOKEN_MARK.length);
  throw invalidArgument(
    'The continuation token provided is incorrect',
    'continuation-token',
    token,
  );
}

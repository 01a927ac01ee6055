import type { GetObjectRequest } from '@aws-sdk/client-s3';
import { WireError } from '../../http/wire-error.ts';
import { readRange } from '../headers/byte-range.ts';
import { objectChecksumMembers } from '../headers/checksum-members.ts';
import { checkReadConditions } from '../headers/conditions.ts';
import type { ByteRange } from '../store/object-store.ts';
import { sliceRange } from '../store/slice-range.ts';
import type { ObjectState } from '../store/states.ts';
import { invalidRequest } from '../wire/s3-errors.ts';
import type { OutputOf } from '../wire/s3-wire.ts';
import type { OperationCall, OperationReply } from './operation.ts';

export async function getObject(
  call: OperationCall<'GetObject'>,
): Promise<OperationReply<'GetObject'>> {
  const { store, bucket, key, input } = call;
  const object = store.objectAt(bucket, key);
  const selection = select(object, input);
  const range = selection.range ?? { start: 0, end: object.bytes - 1 };
  return {
    status: selection.range === undefined ? 200 : 206,
    output: describe(object, input, selection),
    body: store.hold(sliceRange(object.slices, range)),
  };
}

export async function headObject(
  call: OperationCall<'HeadObject'>,
): Promise<OperationReply<'HeadObject'>> {
  const { store, bucket, key, input } = call;
  const object = store.objectAt(bucket, key);
  const selection = select(object, input);
  return {
    status: selection.range === undefined ? 200 : 206,
    output: describe(object, input, selection),
  };
}

/** Which bytes are asked for. */
interface Selection {
  /** Undefined for the whole object. */
  readonly range?: ByteRange | undefined;
  /** Set where one part is asked for. */
  readonly partsCount?: number | undefined;
}

/** Members that GetObject and HeadObject share. */
type ReadInput = Omit<GetObjectRequest, 'Bucket' | 'Key'>;

function select(object: ObjectState, input: ReadInput): Selection {
  if (input.VersionId !== undefined && input.VersionId !== 'null')
    throw noSuchVersion(input.VersionId);
  checkReadConditions(input, object);
  if (input.PartNumber === undefined) return { range: readRange(input.Range, object.bytes) };
  if (input.Range !== undefined) {
    throw invalidRequest('Cannot specify both Range header and partNumber query parameter');
  }
  return selectPart(object, input.PartNumber);
}

function selectPart(object: ObjectState, number: number): Selection {
  const slice = object.slices[number - 1];
  if (slice === undefined) throw invalidPartNumber(number, object.slices.length);
  const before = object.slices.slice(0, number - 1);
  const start = before.reduce((sum, { bytes }) => sum + bytes, 0);
  const range = slice.bytes === 0 ? undefined : { start, end: start + slice.bytes - 1 };
  const isMultipart = object.uploadId !== undefined;
  return { range, partsCount: isMultipart ? object.slices.length : undefined };
}

function describe(
  object: ObjectState,
  input: ReadInput,
  { range, partsCount }: Selection,
): OutputOf<'GetObject'> {
  const { Expires, ...headers } = object.headers;
  const hasChecksum = input.ChecksumMode === 'ENABLED' && range === undefined;
  return {
    AcceptRanges: 'bytes',
    LastModified: new Date(object.modifiedAt),
    ContentLength: range === undefined ? object.bytes : range.end - range.start + 1,
    ContentRange: range && `bytes ${range.start}-${range.end}/${object.bytes}`,
    ETag: object.etag,
    ...(hasChecksum ? objectChecksumMembers(object.checksum) : {}),
    ...(headers as Pick<OutputOf<'GetObject'>, 'Metadata'>),
    Expires: Expires as unknown as Date,
    ...overrides(input),
    PartsCount: partsCount,
  };
}

/** Headers that the query of a read, mostly a presigned one, replaces. */
function overrides(input: ReadInput): OutputOf<'GetObject'> {
  const replaced: OutputOf<'GetObject'> = {};
  if (input.ResponseCacheControl !== undefined) replaced.CacheControl = input.ResponseCacheControl;
  if (input.ResponseContentDisposition !== undefined) {
    replaced.ContentDisposition = input.ResponseContentDisposition;
  }
  if (input.ResponseContentEncoding !== undefined) {
    replaced.ContentEncoding = input.ResponseContentEncoding;
  }
  if (input.ResponseContentLanguage !== undefined) {
    replaced.ContentLanguage = input.ResponseContentLanguage;
  }
  if (input.ResponseContentType !== undefined) replaced.ContentType = input.ResponseContentType;
  if (input.ResponseExpires !== undefined) replaced.Expires = input.ResponseExpires;
  return replaced;
}

function noSuchVersion(versionId: string): WireError {
  return new WireError({
    status: 404,
    code: 'NoSuchVersion',
    message: 'The specified version does not exist.',
    fields: { VersionId: versionId },
  });
}

function invalidPartNumber(number: number, count: number): WireError {
  return new WireError({
    status: 416,
    code: 'InvalidPartNumber',
    message: 'The requested partnumber is not satisfiable',
    fields: { PartNumberRequested: number, ActualPartCount: count },
  });
}

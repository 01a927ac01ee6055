import { splitRawUrl } from '../http/raw-url.ts';

/** A request as far as its signature covers it. */
export interface SignedRequest {
  readonly method: string;
  /** Request target as sent, undecoded. */
  readonly rawUrl: string;
  /** Headers with lower-case names, as `node:http` gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The whole body, where the service signs it (all but S3). S3 checks its bodies while they stream. */
  readonly body?: Uint8Array | undefined;
}

/** What a request says about its own signature, unverified. */
export interface PresentedSignature {
  readonly accessKeyId: string;
  /** `YYYYMMDD` of the credential scope. */
  readonly scopeDate: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  /** 64 hex digits. */
  readonly signature: string;
  /** `YYYYMMDDTHHMMSSZ`, or `''` when the request carries no date. */
  readonly longDate: string;
  /** Lifetime of a presigned URL in seconds; undefined when an `Authorization` header signs. */
  readonly expiresIn?: number | undefined;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const CREDENTIAL = /^([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/;
const LONG_DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/**
 * Reads the signature a request presents, from its `Authorization` header or its presigned query.
 *
 * @returns `'none'` for an anonymous request, `'malformed'` for one whose signature cannot be read, `'other'` for one that
 *   is signed in another way, such as the presigned URLs boto3 makes unless it is told `signature_version='s3v4'`.
 */
export function readSignature(
  request: SignedRequest,
): PresentedSignature | 'none' | 'malformed' | 'other' {
  const authorization = headerValue(request, 'authorization');
  if (authorization !== undefined) return fromHeader(request, authorization);
  const { query } = splitRawUrl(request.rawUrl);
  if (query.has('AWSAccessKeyId')) return 'other';
  return query.has('X-Amz-Signature') || query.has('X-Amz-Algorithm') ? fromQuery(query) : 'none';
}

/** Tells whether a request carries a bearer token, as with an API key of Bedrock: in place of a signature. */
export function hasBearerToken(request: SignedRequest): boolean {
  return /^Bearer +\S/i.test(headerValue(request, 'authorization') ?? '');
}

/** Value of a header; several are joined with commas, as the canonical request wants them. */
export function headerValue(request: SignedRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' || value === undefined ? value : value.join(',');
}

/** Reads `YYYYMMDDTHHMMSSZ`. */
export function parseLongDate(longDate: string): Date | undefined {
  const match = LONG_DATE.exec(longDate);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function fromHeader(
  request: SignedRequest,
  authorization: string,
): PresentedSignature | 'malformed' | 'other' {
  if (!authorization.startsWith(`${ALGORITHM} `)) return 'other';
  const fields = new Map<string, string>();
  for (const field of authorization.slice(ALGORITHM.length + 1).split(',')) {
    const equals = field.indexOf('=');
    if (equals > 0) fields.set(field.slice(0, equals).trim(), field.slice(equals + 1).trim());
  }
  return assemble({
    credential: fields.get('Credential'),
    signedHeaders: fields.get('SignedHeaders'),
    signature: fields.get('Signature'),
    longDate: headerValue(request, 'x-amz-date') ?? longDateOf(headerValue(request, 'date')),
  });
}

function fromQuery(
  query: ReadonlyMap<string, readonly string[]>,
): PresentedSignature | 'malformed' {
  if (query.get('X-Amz-Algorithm')?.[0] !== ALGORITHM) return 'malformed';
  const expires = query.get('X-Amz-Expires')?.[0] ?? '';
  if (!/^\d{1,7}$/.test(expires)) return 'malformed';
  const presented = assemble({
    credential: query.get('X-Amz-Credential')?.[0],
    signedHeaders: query.get('X-Amz-SignedHeaders')?.[0],
    signature: query.get('X-Amz-Signature')?.[0],
    longDate: query.get('X-Amz-Date')?.[0],
  });
  return presented === 'malformed' ? presented : { ...presented, expiresIn: Number(expires) };
}

interface RawParts {
  readonly credential: string | undefined;
  readonly signedHeaders: string | undefined;
  readonly signature: string | undefined;
  readonly longDate: string | undefined;
}

function assemble(parts: RawParts): PresentedSignature | 'malformed' {
  const credential = CREDENTIAL.exec(parts.credential ?? '');
  if (credential === null || parts.signedHeaders === undefined) return 'malformed';
  if (!/^[0-9a-f]{64}$/.test(parts.signature ?? '')) return 'malformed';
  const [, accessKeyId = '', scopeDate = '', region = '', service = ''] = credential;
  return {
    accessKeyId,
    scopeDate,
    region,
    service,
    signedHeaders: parts.signedHeaders.toLowerCase().split(';'),
    signature: parts.signature ?? '',
    longDate: parts.longDate ?? '',
  };
}

function longDateOf(httpDate: string | undefined): string {
  const date = new Date(httpDate ?? '');
  if (Number.isNaN(date.getTime())) return '';
  return date.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

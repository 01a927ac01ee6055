import { createHash } from 'node:crypto';
import { splitRawUrl } from '../http/raw-url.ts';
import { WireError } from '../http/wire-error.ts';
import { type Credentials, findCredentials } from './credentials.ts';
import {
  headerValue,
  type PresentedSignature,
  parseLongDate,
  readSignature,
  type SignedRequest,
} from './read-signature.ts';
import type { ServiceName } from './service-of.ts';
import { refusalsOf, type SignatureRefusals } from './signature-refusals.ts';

/** Options of {@link verifySignature}. */
export interface SignatureOptions {
  readonly service: ServiceName;
  readonly credentials: readonly Credentials[];
  /** Largest difference between the signing time and `now`, in seconds. Default 900 (15 minutes). */
  readonly clockSkewSeconds?: number | undefined;
  /** The clock that signing times are compared with. */
  readonly now: () => Date;
}

const DEFAULT_SKEW_SECONDS = 900;
const LONGEST_PRESIGNED_SECONDS = 604_800;

/**
 * Verifies the Signature Version 4 of a request: header or, for S3, presigned query; in whatever region it was made for.
 *
 * For services other than S3 the body is part of the signature. For S3 only the hash the client states is: the body is compared with it
 * while it streams.
 *
 * @param request Method, undecoded target, headers, and but for S3 the body.
 * @param options Service, accepted key pairs and the clock.
 * @throws {WireError} With the service's own code when the request is anonymous, unreadable, out of time or wrongly signed.
 */
export async function verifySignature(
  request: SignedRequest,
  options: SignatureOptions,
): Promise<void> {
  const refusals = refusalsOf(options.service);
  const presented = presentedSignature(request, options.service);
  const credentials = findCredentials(options.credentials, presented, options.service);
  checkTime(presented, options, refusals);
  checkSignedHeaders(request, presented, options.service);
  const { computeSignature } = await import('./aws-signature.ts');
  const expected = await computeSignature(
    request,
    { presented, credentials },
    {
      payloadHash: payloadHash(request, presented, options.service),
      escapePath: options.service !== 's3',
    },
  );
  if (expected !== presented.signature) throw new WireError(refusals.mismatch());
}

/**
 * Reads the signature of a request without verifying it.
 *
 * @throws {WireError} With the service's own code when there is none or it cannot be read.
 */
export function presentedSignature(
  request: SignedRequest,
  service: ServiceName,
): PresentedSignature {
  const refusals = refusalsOf(service);
  const presented = readSignature(request);
  if (presented === 'none') throw new WireError(refusals.anonymous());
  if (presented === 'malformed') throw new WireError(refusals.malformed());
  if (presented === 'other') throw new WireError(refusals.otherAlgorithm());
  if (presented.service !== service) throw new WireError(refusals.otherService(presented.service));
  return presented;
}

function checkTime(
  presented: PresentedSignature,
  options: SignatureOptions,
  refusals: SignatureRefusals,
): void {
  const signedAt = parseLongDate(presented.longDate);
  if (signedAt === undefined) throw new WireError(refusals.undated());
  if (!presented.longDate.startsWith(presented.scopeDate)) throw new WireError(refusals.mismatch());
  const now = options.now();
  const ageSeconds = (now.getTime() - signedAt.getTime()) / 1000;
  const skewSeconds = options.clockSkewSeconds ?? DEFAULT_SKEW_SECONDS;
  if (presented.expiresIn === undefined) {
    if (Math.abs(ageSeconds) > skewSeconds) throw new WireError(refusals.skewed(signedAt, now));
    return;
  }
  if (presented.expiresIn < 1 || presented.expiresIn > LONGEST_PRESIGNED_SECONDS) {
    throw new WireError(refusals.malformed());
  }
  if (ageSeconds > presented.expiresIn) throw new WireError(refusals.expired(signedAt, now));
  if (-ageSeconds > skewSeconds) throw new WireError(refusals.skewed(signedAt, now));
}

/** `host` and, for S3, every `x-amz-` header must be signed; the payload hash is part of what is signed anyway. */
function checkSignedHeaders(
  request: SignedRequest,
  presented: PresentedSignature,
  service: ServiceName,
): void {
  const refusals = refusalsOf(service);
  const signed = new Set(presented.signedHeaders);
  // HTTP/2 has the host as `:authority`, which the SDK signs in its place.
  if (!signed.has('host') && !signed.has(':authority'))
    throw new WireError(refusals.unsignedHeader('host'));
  if (service !== 's3') return;
  for (const name of Object.keys(request.headers)) {
    if (!name.startsWith('x-amz-') || name === 'x-amz-content-sha256' || signed.has(name)) continue;
    throw new WireError(refusals.unsignedHeader(name));
  }
}

function payloadHash(
  request: SignedRequest,
  presented: PresentedSignature,
  service: ServiceName,
): string {
  const stated = headerValue(request, 'x-amz-content-sha256');
  if (service === 's3') return s3PayloadHash(request, presented, stated);
  const actual = createHash('sha256')
    .update(request.body ?? new Uint8Array())
    .digest('hex');
  const isSigned = presented.signedHeaders.includes('x-amz-content-sha256');
  if (isSigned && stated !== actual) throw new WireError(refusalsOf(service).mismatch());
  return actual;
}

function s3PayloadHash(
  request: SignedRequest,
  presented: PresentedSignature,
  stated: string | undefined,
): string {
  if (stated !== undefined) return stated;
  if (presented.expiresIn !== undefined) {
    return hashInQuery(request.rawUrl) ?? 'UNSIGNED-PAYLOAD';
  }
  throw new WireError({
    status: 400,
    code: 'InvalidRequest',
    message: 'Missing required header for this request: x-amz-content-sha256',
  });
}

/** Signers write the name in either case. */
function hashInQuery(rawUrl: string): string | undefined {
  const { query } = splitRawUrl(rawUrl);
  const name = [...query.keys()].find((key) => key.toLowerCase() === 'x-amz-content-sha256');
  return name === undefined ? undefined : query.get(name)?.[0];
}

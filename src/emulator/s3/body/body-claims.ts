import type { IncomingHttpHeaders } from 'node:http';
import { WireError } from '../../http/wire-error.ts';
import { badDigest, incompleteBody, invalidRequest, notImplemented } from '../wire/s3-errors.ts';
import {
  type ChecksumAlgorithm,
  checksumAlgorithms,
  isChecksumAlgorithm,
  isChecksumText,
} from './checksums.ts';
import type { BodyDigests } from './received-body.ts';

/** How a body travels. */
export type Framing = 'plain' | 'chunked' | 'signed-chunks' | 'signed-chunks-and-trailer';

/** What the headers say about a body, to be held against its bytes. */
export interface BodyClaims {
  readonly framing: Framing;
  /** Bytes of the body without framing; undefined where the headers do not tell. */
  readonly bytes: number | undefined;
  /** In hex. */
  readonly sha256: string | undefined;
  /** In hex. */
  readonly md5: string | undefined;
  readonly checksum: ClaimedChecksum | undefined;
}

/** A checksum the client sends, before the body or after it. */
export interface ClaimedChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; undefined where it comes as a trailer. */
  readonly value: string | undefined;
}

const PREFIX = 'x-amz-checksum-';
const NOT_CHECKSUMS = new Set(['mode', 'type', 'algorithm']);

const FRAMINGS: Readonly<Record<string, Framing>> = {
  'UNSIGNED-PAYLOAD': 'plain',
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': 'chunked',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': 'signed-chunks',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': 'signed-chunks-and-trailer',
};

/**
 * Reads what the headers say about a body.
 *
 * @param about What the checksum headers are about: CompleteMultipartUpload sends those of the object it makes.
 * @throws {WireError} 400 or 501 when that cannot be true of any body.
 */
export function readBodyClaims(
  headers: IncomingHttpHeaders,
  about: 'body' | 'object' = 'body',
): BodyClaims {
  const content = header(headers, 'x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD';
  const isHash = /^[0-9a-f]{64}$/.test(content);
  const framing = isHash ? 'plain' : FRAMINGS[content];
  if (framing === undefined) throw unknownContentHash();
  return {
    framing,
    bytes: bytesOf(headers, framing),
    sha256: isHash ? content : undefined,
    md5: md5Of(headers),
    checksum: about === 'body' ? checksumOf(headers) : undefined,
  };
}

/** Algorithms to compute so that every claim can be held against the body. */
export function algorithmsOf(claims: BodyClaims): ChecksumAlgorithm[] {
  const algorithms = claims.checksum === undefined ? [] : [claims.checksum.algorithm];
  return claims.sha256 === undefined ? algorithms : [...algorithms, 'SHA256'];
}

/**
 * Holds the claims against what was received.
 *
 * @throws {WireError} 400 `IncompleteBody`, `XAmzContentSHA256Mismatch`, `BadDigest` or `MalformedTrailerError`.
 */
export function checkClaims(
  claims: BodyClaims,
  received: BodyDigests,
  trailers: ReadonlyMap<string, string>,
): void {
  if (claims.bytes !== undefined && claims.bytes !== received.bytes) throw incompleteBody();
  const sha256 = Buffer.from(received.checksums.SHA256 ?? '', 'base64').toString('hex');
  if (claims.sha256 !== undefined && claims.sha256 !== sha256) throw sha256Mismatch();
  if (claims.md5 !== undefined && claims.md5 !== received.md5) throw badDigest('Content-MD5');
  if (claims.checksum === undefined) return;
  const { algorithm } = claims.checksum;
  const value = claims.checksum.value ?? trailers.get(PREFIX + algorithm.toLowerCase());
  if (value === undefined) throw malformedTrailer();
  if (value !== received.checksums[algorithm]) throw badDigest(algorithm);
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' || value === undefined ? value : value.join(',');
}

function bytesOf(headers: IncomingHttpHeaders, framing: Framing): number | undefined {
  const name = framing === 'plain' ? 'content-length' : 'x-amz-decoded-content-length';
  const text = header(headers, name);
  if (text !== undefined && /^\d{1,15}$/.test(text)) return Number(text);
  const hasBody = headers['transfer-encoding'] !== undefined || framing !== 'plain';
  if (hasBody) throw missingContentLength();
  return undefined;
}

function md5Of(headers: IncomingHttpHeaders): string | undefined {
  const text = header(headers, 'content-md5');
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 16) return bytes.toString('hex');
  throw new WireError({
    status: 400,
    code: 'InvalidDigest',
    message: 'The Content-MD5 you specified is not valid.',
  });
}

function checksumOf(headers: IncomingHttpHeaders): ClaimedChecksum | undefined {
  const names = Object.keys(headers)
    .filter((name) => name.startsWith(PREFIX) && !NOT_CHECKSUMS.has(name.slice(PREFIX.length)))
    .concat(checksumTrailers(headers));
  const [name] = names;
  if (name === undefined) return withoutChecksum(headers);
  if (names.length > 1) {
    throw invalidRequest(
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  const algorithm = name.slice(PREFIX.length).toUpperCase();
  if (!isChecksumAlgorithm(algorithm)) {
    throw notImplemented(`${name}; known are ${checksumAlgorithms.join(', ')}`);
  }
  const value = header(headers, name);
  if (value !== undefined && !isChecksumText(algorithm, value)) {
    throw invalidRequest(`Value for ${name} header is invalid.`);
  }
  return { algorithm, value };
}

function checksumTrailers(headers: IncomingHttpHeaders): string[] {
  const names = (header(headers, 'x-amz-trailer') ?? '').toLowerCase().split(',');
  return names.map((name) => name.trim()).filter((name) => name.startsWith(PREFIX));
}

function withoutChecksum(headers: IncomingHttpHeaders): undefined {
  if (headers['x-amz-sdk-checksum-algorithm'] === undefined) return undefined;
  throw invalidRequest(
    'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
  );
}

function unknownContentHash(): WireError {
  return new WireError({
    status: 400,
    code: 'InvalidArgument',
    message:
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, or a valid sha256 value.',
  });
}

function missingContentLength(): WireError {
  return new WireError({
    status: 411,
    code: 'MissingContentLength',
    message: 'You must provide the Content-Length HTTP header.',
  });
}

function sha256Mismatch(): WireError {
  return new WireError({
    status: 400,
    code: 'XAmzContentSHA256Mismatch',
    message: "The provided 'x-amz-content-sha256' header does not match what was computed.",
  });
}

function malformedTrailer(): WireError {
  return new WireError({
    status: 400,
    code: 'MalformedTrailerError',
    message:
      'The request contained trailing data that was not well-formed or did not conform to our published schema.',
  });
}

import { createHash, createHmac, type Hash } from 'node:crypto';
import { WireError } from '../http/wire-error.ts';
import { type Credentials, findCredentials } from './credentials.ts';
import type { PresentedSignature } from './read-signature.ts';
import { s3Refusals } from './signature-refusals.ts';

const EMPTY_SHA256 = createHash('sha256').digest('hex');
const TRAILER_SIGNATURE = 'x-amz-trailer-signature';

/**
 * Begins to verify the chunks of a body whose request was signed as it says.
 *
 * @throws {WireError} 403 `InvalidAccessKeyId`.
 */
export async function chunkSignatures(
  presented: PresentedSignature,
  known: readonly Credentials[],
  isTrailerSigned: boolean,
): Promise<ChunkSignatures> {
  const credentials = findCredentials(known, presented, 's3');
  const { signingKey } = await import('./aws-signature.ts');
  const key = await signingKey({ presented, credentials });
  return new ChunkSignatures(presented, key, isTrailerSigned);
}

/**
 * Verifies the signatures of the chunks of one body, each made over the one before.
 *
 * Source: "Signature calculations for the Authorization header: transferring a payload in multiple chunks" in the S3 API
 * reference, and its page on trailing headers.
 */
export class ChunkSignatures {
  readonly #presented: PresentedSignature;
  readonly #key: Uint8Array;
  readonly #isTrailerSigned: boolean;
  #previous: string;
  #hash: Hash = createHash('sha256');

  /** @param key The key that signed the request. */
  constructor(presented: PresentedSignature, key: Uint8Array, isTrailerSigned: boolean) {
    this.#presented = presented;
    this.#key = key;
    this.#isTrailerSigned = isTrailerSigned;
    this.#previous = presented.signature;
  }

  /** Takes data of the chunk under way. */
  update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }

  /**
   * Ends the chunk under way.
   *
   * @throws {WireError} 403 `SignatureDoesNotMatch`.
   */
  endChunk(signature: string): void {
    const hash = this.#hash.digest('hex');
    this.#hash = createHash('sha256');
    this.#verify(signature, 'AWS4-HMAC-SHA256-PAYLOAD', [EMPTY_SHA256, hash]);
  }

  /**
   * Ends the body; a signed trailer names its signature last.
   *
   * @throws {WireError} 403 `SignatureDoesNotMatch`.
   */
  endTrailer(trailers: ReadonlyMap<string, string>): void {
    if (!this.#isTrailerSigned) return;
    const lines = [...trailers].filter(([name]) => name !== TRAILER_SIGNATURE);
    const text = lines.map(([name, value]) => `${name}:${value}\n`).join('');
    const hash = createHash('sha256').update(text).digest('hex');
    this.#verify(trailers.get(TRAILER_SIGNATURE) ?? '', 'AWS4-HMAC-SHA256-TRAILER', [hash]);
  }

  #verify(signature: string, algorithm: string, hashes: readonly string[]): void {
    const { longDate, scopeDate, region, service } = this.#presented;
    const scope = `${scopeDate}/${region}/${service}/aws4_request`;
    const text = [algorithm, longDate, scope, this.#previous, ...hashes].join('\n');
    const expected = createHmac('sha256', this.#key).update(text).digest('hex');
    if (expected !== signature) throw new WireError(s3Refusals.mismatch());
    this.#previous = signature;
  }
}

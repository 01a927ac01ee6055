import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { HttpRequest } from '@smithy/core/protocols';
import { createScope, getCanonicalHeaders, getSigningKey, SignatureV4 } from '@smithy/signature-v4';
import { splitRawUrl } from '../http/raw-url.ts';
import type { Credentials } from './credentials.ts';
import { headerValue, type PresentedSignature, type SignedRequest } from './read-signature.ts';

/** How a service canonicalises. */
export interface CanonicalForm {
  readonly payloadHash: string;
  /** True for every service but S3: the path is percent-encoded once more. */
  readonly escapePath: boolean;
}

/** A presented signature and the secret it claims to be made with. */
export interface SigningContext {
  readonly presented: PresentedSignature;
  readonly credentials: Credentials;
}

class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(key));
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  /** Never called: the signer makes a new hash each time. Part of the signer's interface. */
  reset(): void {
    throw new Error('A hash of node:crypto cannot be reset');
  }
}

function bytesOf(key: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof key === 'string') return key;
  return key instanceof ArrayBuffer
    ? new Uint8Array(key)
    : new Uint8Array(key.buffer, key.byteOffset, key.byteLength);
}

/** The SDK's signer, asked for the signature alone, so that header and presigned requests go one way. */
class Recomputer extends SignatureV4 {
  async compute(
    request: SignedRequest,
    context: SigningContext,
    payloadHash: string,
  ): Promise<string> {
    const { presented } = context;
    const scope = createScope(presented.scopeDate, presented.region, presented.service);
    const { path, query } = splitRawUrl(request.rawUrl);
    const canonical = this.createCanonicalRequest(
      new HttpRequest({ method: request.method, path, query: plainQuery(query) }),
      canonicalHeaders(request, presented.signedHeaders),
      payloadHash,
    );
    const text = await this.createStringToSign(
      presented.longDate,
      scope,
      canonical,
      'AWS4-HMAC-SHA256',
    );
    return createHmac('sha256', await signingKey(context))
      .update(text)
      .digest('hex');
  }
}

/** Recomputes the signature a request ought to carry, as 64 hex digits. */
export function computeSignature(
  request: SignedRequest,
  context: SigningContext,
  form: CanonicalForm,
): Promise<string> {
  const { region, service } = context.presented;
  const recomputer = new Recomputer({
    service,
    region,
    credentials: context.credentials,
    sha256: Sha256,
    uriEscapePath: form.escapePath,
    applyChecksum: false,
  });
  return recomputer.compute(request, context, form.payloadHash);
}

/** Derives the key that signs a request and, with S3's signed streaming, each piece of its body. */
export async function signingKey(context: SigningContext): Promise<Uint8Array> {
  const { scopeDate, region, service } = context.presented;
  return getSigningKey(Sha256, context.credentials, scopeDate, region, service);
}

function canonicalHeaders(
  request: SignedRequest,
  names: readonly string[],
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of names) {
    const value = headerValue(request, name);
    if (value !== undefined) headers[name] = value;
  }
  const signed = new HttpRequest({ headers });
  return getCanonicalHeaders(signed, new Set(), new Set(names));
}

function plainQuery(query: ReadonlyMap<string, readonly string[]>): Record<string, string[]> {
  return Object.fromEntries([...query].map(([name, values]) => [name, [...values]]));
}

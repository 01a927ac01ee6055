import { createHash } from 'node:crypto';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, it } from 'vitest';
import type { SignedRequest } from '../../../src/emulator/signature/read-signature.ts';
import { verifySignature } from '../../../src/emulator/signature/verify-signature.ts';
import { NodeSha256 } from '../node-sha256.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const signedAt = new Date('2026-11-20T12:00:00Z');
const EMPTY = createHash('sha256').digest('hex');

type Service = 's3' | 'bedrock';

const signer = (service: Service) =>
  new SignatureV4({
    service,
    region: 'eu-central-1',
    credentials,
    sha256: NodeSha256,
    uriEscapePath: service !== 's3',
  });

function toRequest(signed: { method: string; path: string; query?: object; headers: object }) {
  const query = Object.entries(signed.query ?? {})
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');
  return {
    method: signed.method,
    rawUrl: query === '' ? signed.path : `${signed.path}?${query}`,
    headers: signed.headers as SignedRequest['headers'],
  };
}

async function signed(service: Service, more: object = {}): Promise<SignedRequest> {
  const request = new HttpRequest({
    method: 'GET',
    path: '/bucket/a%20key%2Fwith%20parts',
    query: { prefix: 'a b+ü' },
    headers: { host: '127.0.0.1:1', 'x-amz-meta': 'x' },
    ...more,
  });
  return toRequest(await signer(service).sign(request, { signingDate: signedAt }));
}

const verify = (request: SignedRequest, service: Service, now = signedAt) =>
  verifySignature(request, { service, credentials: [credentials], now: () => now });

const later = (seconds: number) => new Date(signedAt.getTime() + seconds * 1000);

describe('verifySignature()', () => {
  it.each(['s3', 'bedrock'] as const)(
    'takes what the signer of the SDK makes for %s',
    async (service) => {
      await expect(verify(await signed(service), service)).resolves.toBeUndefined();
    },
  );

  it.each([
    ['s3', 'SignatureDoesNotMatch'],
    ['bedrock', 'InvalidSignatureException'],
  ] as const)('refuses a request of %s that was changed', async (service, code) => {
    const request = await signed(service);
    const changed = { ...request, rawUrl: request.rawUrl.replace('bucket', 'basket') };

    await expect(verify(changed, service)).rejects.toMatchObject({ status: 403, code });
  });

  it.each([
    ['s3', 'SignatureDoesNotMatch'],
    ['bedrock', 'InvalidSignatureException'],
  ] as const)('refuses another secret of %s', async (service, code) => {
    const known = [{ ...credentials, secretAccessKey: 'other' }];
    const call = verifySignature(await signed(service), {
      service,
      credentials: known,
      now: () => signedAt,
    });

    await expect(call).rejects.toMatchObject({ status: 403, code });
  });

  it.each([
    ['s3', 'InvalidAccessKeyId'],
    ['bedrock', 'UnrecognizedClientException'],
  ] as const)('refuses an unknown key of %s', async (service, code) => {
    const call = verifySignature(await signed(service), {
      service,
      credentials: [],
      now: () => signedAt,
    });

    await expect(call).rejects.toMatchObject({ status: 403, code });
  });

  it.each([
    ['s3', 'AccessDenied'],
    ['bedrock', 'MissingAuthenticationTokenException'],
  ] as const)('refuses an anonymous request of %s', async (service, code) => {
    const request = { method: 'GET', rawUrl: '/', headers: { host: 'h' } };

    await expect(verify(request, service)).rejects.toMatchObject({ status: 403, code });
  });

  it.each([
    ['s3', 'RequestTimeTooSkewed'],
    ['bedrock', 'InvalidSignatureException'],
  ] as const)('bounds the age of a request of %s to 15 minutes', async (service, code) => {
    const request = await signed(service);

    await expect(verify(request, service, later(900))).resolves.toBeUndefined();
    await expect(verify(request, service, later(901))).rejects.toMatchObject({ status: 403, code });
    await expect(verify(request, service, later(-901))).rejects.toMatchObject({
      status: 403,
      code,
    });
  });

  it('covers the body of a request of bedrock', async () => {
    const body = '{"jobName":"a"}';
    const request = await signed('bedrock', { method: 'POST', body });
    const asSent = { ...request, body: Buffer.from(body) };

    await expect(verify(asSent, 'bedrock')).resolves.toBeUndefined();
    await expect(verify({ ...request, body: Buffer.from('{}') }, 'bedrock')).rejects.toMatchObject({
      code: 'InvalidSignatureException',
    });
  });

  it('covers the body where its hash is not among the headers, as boto3 does', async () => {
    const plain = new SignatureV4({
      service: 'bedrock',
      region: 'us-east-1',
      credentials,
      sha256: NodeSha256,
      applyChecksum: false,
    });
    const request = new HttpRequest({
      method: 'POST',
      path: '/',
      headers: { host: 'h' },
      body: 'x',
    });
    const sent = toRequest(await plain.sign(request, { signingDate: signedAt }));

    await expect(verify({ ...sent, body: Buffer.from('x') }, 'bedrock')).resolves.toBeUndefined();
    await expect(verify({ ...sent, body: Buffer.from('y') }, 'bedrock')).rejects.toThrow();
  });

  it('refuses headers of S3 that are not signed', async () => {
    const request = await signed('s3');
    const added = { ...request, headers: { ...request.headers, 'x-amz-acl': 'public-read' } };

    await expect(verify(added, 's3')).rejects.toMatchObject({
      code: 'AccessDenied',
      fields: { HeadersNotSigned: 'x-amz-acl' },
    });
  });

  it.each([
    ['an older header', { rawUrl: '/', authorization: 'AWS test:abc=' }, 'InvalidRequest'],
    [
      'an older presigned URL',
      { rawUrl: '/b/k?AWSAccessKeyId=a&Signature=b&Expires=1' },
      'InvalidRequest',
    ],
    [
      'a header that is cut',
      { rawUrl: '/', authorization: 'AWS4-HMAC-SHA256 Credential=a' },
      'AuthorizationHeaderMalformed',
    ],
    ['a broken URL', { rawUrl: '/?a=%zz', authorization: undefined }, 'InvalidURI'],
  ])('refuses %s', async (_name, { rawUrl, ...headers }, code) => {
    const request = { method: 'GET', rawUrl, headers: { host: 'h', ...headers } };

    await expect(verify(request, 's3')).rejects.toMatchObject({ status: 400, code });
  });

  it('refuses a request signed for another service', async () => {
    const request = await signed('bedrock');

    await expect(verify(request, 's3')).rejects.toMatchObject({
      code: 'AuthorizationHeaderMalformed',
    });
  });
});

describe('verifySignature() of a presigned URL', () => {
  async function presigned(more: object = {}): Promise<SignedRequest> {
    const request = new HttpRequest({
      method: 'GET',
      path: '/bucket/a%20key',
      query: { 'response-content-type': 'text/plain' },
      headers: { host: '127.0.0.1:1', 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
      ...more,
    });
    const url = await signer('s3').presign(request, { signingDate: signedAt, expiresIn: 3600 });
    return toRequest(url);
  }

  it('takes it until it expires', async () => {
    const request = await presigned();

    await expect(verify(request, 's3', later(3600))).resolves.toBeUndefined();
    await expect(verify(request, 's3', later(3601))).rejects.toMatchObject({
      status: 403,
      code: 'AccessDenied',
      message: 'Request has expired',
    });
  });

  it('refuses it for another object', async () => {
    const request = await presigned();
    const changed = { ...request, rawUrl: request.rawUrl.replace('a%20key', 'b%20key') };

    await expect(verify(changed, 's3')).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  it('takes one that covers the hash of its body', async () => {
    const request = await presigned({ headers: { host: 'h', 'x-amz-content-sha256': EMPTY } });

    await expect(verify(request, 's3')).resolves.toBeUndefined();
  });
});

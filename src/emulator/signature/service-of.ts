import { headerValue, readSignature, type SignedRequest } from './read-signature.ts';

/** The services of the emulator. */
export type ServiceName = 's3' | 'bedrock' | 'servicequotas' | 'iam' | 'sts';

/**
 * Tells which service a request is for: by the service it is signed for, else by its target or path.
 *
 * All live on one port, and a bucket may be called anything but a path of Bedrock's.
 */
export function serviceOf(request: SignedRequest): ServiceName {
  return signedFor(request) ?? unsignedFor(request);
}

const SERVICES: readonly ServiceName[] = ['s3', 'bedrock', 'servicequotas', 'iam', 'sts'];

function signedFor(request: SignedRequest): ServiceName | undefined {
  try {
    const signature = readSignature(request);
    const service = typeof signature === 'string' ? undefined : signature.service;
    return SERVICES.find((name) => name === service);
  } catch {
    // The URL cannot be decoded; the service that serves the request says so.
    return undefined;
  }
}

const PATHS_OF_BEDROCK =
  /^\/(?:model-invocation-job|foundation-models(?:$|\?)|model\/[^/]+\/(?:invoke|converse)$)/;

function unsignedFor(request: SignedRequest): ServiceName {
  const target = headerValue(request, 'x-amz-target') ?? '';
  if (target.startsWith('ServiceQuotas')) return 'servicequotas';
  return PATHS_OF_BEDROCK.test(request.rawUrl) ? 'bedrock' : 's3';
}

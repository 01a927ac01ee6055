import { readSignature, type SignedRequest } from './signature-parts.ts';

/** The services of the emulator. */
export type ServiceName = 's3' | 'bedrock';

/**
 * Tells which service a request is for: by the service it is signed for, else by its path.
 *
 * Both live on one port, and a bucket may be called anything but a path of Bedrock's.
 */
export function serviceOf(request: SignedRequest): ServiceName {
  return (
    signedFor(request) ?? (request.rawUrl.startsWith('/model-invocation-job') ? 'bedrock' : 's3')
  );
}

function signedFor(request: SignedRequest): ServiceName | undefined {
  try {
    const signature = readSignature(request);
    const service = typeof signature === 'string' ? undefined : signature.service;
    return service === 's3' || service === 'bedrock' ? service : undefined;
  } catch {
    // The URL cannot be decoded; the service that serves the request says so.
    return undefined;
  }
}

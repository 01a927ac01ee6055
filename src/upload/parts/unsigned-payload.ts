import type { PutObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';

/** What is needed of a request; the SDK's middleware knows it only as unknown. */
interface HttpRequestLike {
  readonly protocol: string;
  readonly hostname: string;
  readonly headers: Record<string, string>;
}

/**
 * Leaves the bytes of a command out of its signature where nobody can change them on the way: over https and on loopback.
 *
 * The SDK hashes every part with SHA-256 otherwise, at a third of the speed; the CRC32 that goes with each part protects
 * it from accidents. Source: "Authenticating Requests (AWS Signature Version 4)", S3 API reference: `UNSIGNED-PAYLOAD`.
 */
export function leavePayloadUnsigned(command: UploadPartCommand | PutObjectCommand): void {
  // commands of both kinds have the same stack; only its type says which input it carries
  const { middlewareStack } = command as UploadPartCommand;
  middlewareStack.add(
    (next) => (args) => {
      leaveUnsigned(args.request as HttpRequestLike);
      return next(args);
    },
    { step: 'build', name: 'leavePayloadUnsigned' },
  );
}

function leaveUnsigned({ protocol, hostname, headers }: HttpRequestLike): void {
  const isSafe = protocol === 'https:' || hostname === 'localhost' || hostname.startsWith('127.');
  if (isSafe) headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD';
}

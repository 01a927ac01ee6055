import type { Refusal } from '../http/wire-error.ts';
import type { ServiceName } from './service-of.ts';

/** How a service words each way a signature can be wrong. */
export interface SignatureRefusals {
  anonymous(): Refusal;
  malformed(): Refusal;
  otherAlgorithm(): Refusal;
  otherService(service: string): Refusal;
  unknownKey(accessKeyId: string): Refusal;
  undated(): Refusal;
  skewed(signedAt: Date, now: Date): Refusal;
  expired(signedAt: Date, now: Date): Refusal;
  unsignedHeader(name: string): Refusal;
  mismatch(): Refusal;
}

/** S3's codes: see "Error responses" in the S3 API reference. */
export const s3Refusals: SignatureRefusals = {
  anonymous: () => ({ status: 403, code: 'AccessDenied', message: 'Access Denied' }),
  malformed: () => ({
    status: 400,
    code: 'AuthorizationHeaderMalformed',
    message: '[emulator] The Signature Version 4 of the request cannot be read',
  }),
  otherAlgorithm: () => ({
    status: 400,
    code: 'InvalidRequest',
    message:
      'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
  }),
  otherService: (service) => ({
    status: 400,
    code: 'AuthorizationHeaderMalformed',
    message: `[emulator] The credential scope names the service "${service}", expected "s3"`,
  }),
  unknownKey: (accessKeyId) => ({
    status: 403,
    code: 'InvalidAccessKeyId',
    message: 'The AWS Access Key Id you provided does not exist in our records.',
    fields: { AWSAccessKeyId: accessKeyId },
  }),
  undated: () => ({
    status: 403,
    code: 'AccessDenied',
    message: 'AWS authentication requires a valid Date or x-amz-date header',
  }),
  skewed: (signedAt, now) => ({
    status: 403,
    code: 'RequestTimeTooSkewed',
    message: 'The difference between the request time and the current time is too large.',
    fields: { RequestTime: signedAt.toISOString(), ServerTime: now.toISOString() },
  }),
  expired: (_signedAt, now) => ({
    status: 403,
    code: 'AccessDenied',
    message: 'Request has expired',
    fields: { ServerTime: now.toISOString() },
  }),
  unsignedHeader: (name) => ({
    status: 403,
    code: 'AccessDenied',
    message: 'There were headers present in the request which were not signed',
    fields: { HeadersNotSigned: name },
  }),
  mismatch: () => ({
    status: 403,
    code: 'SignatureDoesNotMatch',
    message:
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  }),
};

const INVALID_SIGNATURE =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

/** Codes of the services that speak JSON: see "Common errors" in the Bedrock API reference. */
const jsonRefusals: Omit<SignatureRefusals, 'otherService'> = {
  anonymous: () => ({
    status: 403,
    code: 'MissingAuthenticationTokenException',
    message: 'Missing Authentication Token',
  }),
  malformed: () => ({
    status: 400,
    code: 'IncompleteSignatureException',
    message: '[emulator] The Signature Version 4 of the request cannot be read',
  }),
  otherAlgorithm: () => ({
    status: 400,
    code: 'IncompleteSignatureException',
    message: '[emulator] The request is not signed with AWS4-HMAC-SHA256',
  }),
  unknownKey: () => ({
    status: 403,
    code: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  }),
  undated: () => invalidSignature('[emulator] The request carries no x-amz-date header'),
  skewed: (signedAt, now) =>
    invalidSignature(
      signedAt < now
        ? `Signature expired: ${signedAt.toISOString()} is now earlier than ${now.toISOString()}`
        : `Signature not yet current: ${signedAt.toISOString()} is still later than ${now.toISOString()}`,
    ),
  expired: (signedAt, now) =>
    invalidSignature(
      `Signature expired: ${signedAt.toISOString()} is now earlier than ${now.toISOString()}`,
    ),
  unsignedHeader: (name) => invalidSignature(`'${name}' must be a signed header`),
  mismatch: () => invalidSignature(INVALID_SIGNATURE),
};

/** How a service words each way a signature can be wrong. */
export function refusalsOf(service: ServiceName): SignatureRefusals {
  if (service === 's3') return s3Refusals;
  const message = `Credential should be scoped to correct service: '${service}'.`;
  const refusals = { ...jsonRefusals, otherService: () => invalidSignature(message) };
  return service === 'iam' || service === 'sts' ? renamed(refusals) : refusals;
}

/** Names of the query protocol: see "Common errors" in the IAM API reference. */
const QUERY_NAMES: Readonly<Record<string, string>> = {
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  IncompleteSignatureException: 'IncompleteSignature',
  UnrecognizedClientException: 'InvalidClientTokenId',
  InvalidSignatureException: 'SignatureDoesNotMatch',
};

function renamed(refusals: SignatureRefusals): SignatureRefusals {
  const entries = Object.entries(refusals).map(([name, refuse]) => [
    name,
    (...args: readonly unknown[]) => {
      const refusal = (refuse as (...given: readonly unknown[]) => Refusal)(...args);
      return { ...refusal, code: QUERY_NAMES[refusal.code] ?? refusal.code };
    },
  ]);
  return Object.fromEntries(entries) as SignatureRefusals;
}

function invalidSignature(message: string): Refusal {
  return { status: 403, code: 'InvalidSignatureException', message };
}

import { isBedrockBatchError, isObject, quote } from '../../core/index.ts';
import { isNetworkFault } from '../../io/index.ts';
import { PackageMissing } from './identity-client.ts';

/** Why a call gave no answer. */
export interface CallFault {
  readonly kind: 'denied' | 'credentials' | 'not-there' | 'passing' | 'package' | 'other';
  /** A clause. */
  readonly says: string;
  /** What to do, where that is known from the fault alone. */
  readonly hint?: string | undefined;
}

const LONGEST_TEXT = 300;

const DENIED = /^(?:AccessDenied|AccessDeniedException|UnauthorizedOperation)$/;
const CREDENTIALS =
  /^(?:CredentialsProviderError|TokenProviderError|ExpiredToken(?:Exception)?|InvalidClientTokenId|InvalidAccessKeyId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|InvalidIdentityToken|MissingAuthenticationToken(?:Exception)?|IncompleteSignature(?:Exception)?|TokenRefreshRequired|RequestExpired)$/;
const PASSING =
  /^(?:Throttling(?:Exception)?|ThrottledException|TooManyRequestsException|RequestLimitExceeded|ServiceUnavailable|InternalFailure|ServiceFailure(?:Exception)?|TimeoutError|SlowDown)$/;
const NOT_THERE = /^(?:NoSuchEntity|NoSuchEntityException|NoSuchBucketPolicy)$/;

const CREDENTIALS_HINT =
  'Check the credentials of the default chain: AWS_PROFILE or --profile, whether a session has expired, and the clock of this machine';

/** Reads what a call threw: an error of this package, or an exception of the SDK. */
export function callFault(error: unknown): CallFault {
  if (error instanceof PackageMissing) return packageMissing(error);
  if (isBedrockBatchError(error)) {
    const { message: says, hint, code, isRetryable } = error;
    if (isRetryable) return { kind: 'passing', says, hint };
    if (code.endsWith('_ACCESS_DENIED')) return { kind: 'denied', says, hint };
    if (code.endsWith('_CREDENTIALS')) return { kind: 'credentials', says, hint };
    return { kind: code.endsWith('_NOT_FOUND') ? 'not-there' : 'other', says, hint };
  }
  return sdkFault(error);
}

function packageMissing({ packageName }: PackageMissing): CallFault {
  return {
    kind: 'package',
    says: `${packageName} is not installed, and it is what asks`,
    hint: `Install it beside bedrock-batch: npm install ${packageName}`,
  };
}

function sdkFault(error: unknown): CallFault {
  const { name = 'Error', message = '', code, $metadata } = isObject(error) ? error : {};
  const status = isObject($metadata) ? $metadata['httpStatusCode'] : undefined;
  const own = String(name === 'Error' && typeof code === 'string' ? code : name);
  const says = `${quote(own, 80)}: ${quote(String(message), LONGEST_TEXT)}`;
  if (CREDENTIALS.test(own)) return { kind: 'credentials', says, hint: CREDENTIALS_HINT };
  if (DENIED.test(own)) return { kind: 'denied', says };
  if (NOT_THERE.test(own)) return { kind: 'not-there', says };
  const mayPass = PASSING.test(own) || isNetworkFault(own) || Number(status) >= 500;
  if (mayPass) return { kind: 'passing', says, hint: 'Run the same command again' };
  return { kind: status === 403 ? 'denied' : 'other', says };
}

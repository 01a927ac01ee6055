import {
  type BedrockBatchError,
  isBedrockBatchError,
  isObject,
  JobError,
  type JobErrorCode,
  quote,
} from '../../core/index.ts';
import {
  inBetween,
  inBetweenHint,
  isNetworkFault,
  NeverSentError,
  neverSentHint,
  regionMissing,
} from '../../io/index.ts';
import { refusalHint } from './refusal-hints.ts';

/** What a request was about, for its error. */
export interface RequestSubject {
  /** API operation, such as `CreateModelInvocationJob`. */
  readonly operation: string;
  readonly jobName?: string | undefined;
  readonly jobArn?: string | undefined;
}

const LONGEST_TEXT = 400;
/** What the SDK adds to the text of an error where it cannot read a reply: a member of an object that no user of the command sees. */
const FOR_PROGRAMMERS = /\n\s*Deserialization error: to see the raw response[^]*$/;
const CREATE = 'CreateModelInvocationJob';

const CREDENTIALS: ReadonlySet<string> = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

const CODES: Readonly<Record<string, JobErrorCode>> = {
  AccessDeniedException: 'JOB_ACCESS_DENIED',
  ConflictException: 'JOB_STATE',
  ResourceNotFoundException: 'JOB_NOT_FOUND',
  ServiceQuotaExceededException: 'JOB_QUOTA',
  ThrottlingException: 'JOB_THROTTLED',
  TooManyRequestsException: 'JOB_THROTTLED',
  ValidationException: 'JOB_VALIDATION',
};

const RETRYABLE: ReadonlySet<JobErrorCode> = new Set([
  'JOB_QUOTA',
  'JOB_THROTTLED',
  'JOB_REPLY_UNKNOWN',
] satisfies readonly JobErrorCode[]);

const HINTS: Readonly<Partial<Record<JobErrorCode, string>>> = {
  JOB_ACCESS_DENIED:
    'Allow the caller this action on Bedrock, and iam:PassRole on the role of the job',
  JOB_CREDENTIALS:
    'Check the credentials of the default chain: AWS_PROFILE or --profile, whether a session has expired, and the clock of this machine',
  JOB_NOT_SENT: neverSentHint('Bedrock'),
  JOB_NOT_FOUND:
    'Check the ARN, and that region and account are those in which the job was made; where Bedrock has forgotten the job, bedrock-batch results still reads what it wrote',
  JOB_QUOTA:
    'Wait until a job ends, or ask for a higher quota of concurrent batch jobs in Service Quotas',
  JOB_THROTTLED: 'Wait a little and repeat the command',
};

type Hints = Readonly<Partial<Record<JobErrorCode, string>>>;

const OLD_MODELS =
  'Check the model and the region; AWS ends models, and does not serve old ones to who has not used them lately';

const AT_ONCE: Hints = {
  JOB_ACCESS_DENIED:
    'Allow the caller bedrock:InvokeModel on the model, and on the inference profile that it is named by',
  JOB_NOT_FOUND: OLD_MODELS,
  JOB_QUOTA: 'Ask for a higher quota of the model in Service Quotas, or wait',
};

/** Of operations that are not about jobs. */
const HINTS_OF: Readonly<Record<string, Hints>> = {
  InvokeModel: AT_ONCE,
  Converse: AT_ONCE,
  CountTokens: {
    JOB_ACCESS_DENIED: 'Allow the caller bedrock:CountTokens on the foundation model',
    JOB_NOT_FOUND: OLD_MODELS,
    JOB_VALIDATION:
      'AWS counts tokens for some models only, and for none that exist through profiles alone; by characters they are estimated of any',
  },
  ListFoundationModels: {
    JOB_ACCESS_DENIED: 'Allow the caller bedrock:ListFoundationModels on all resources',
  },
};

/**
 * Wraps what the SDK threw, once, at the border of this folder. Errors of this package come back as they are.
 */
export function wrapJobError(error: unknown, subject: RequestSubject): BedrockBatchError {
  if (isBedrockBatchError(error)) return error;
  const isUnsent = error instanceof NeverSentError;
  const cause = isUnsent ? error.cause : error;
  const fault = { ...readFault(cause), isUnsent };
  if (/^Region is missing/.test(fault.text)) return regionMissing(cause);
  const code = codeOf(fault, subject.operation);
  return new JobError(code, messageOf(code, fault, subject), {
    ...subject,
    cause,
    hint: refusalHint(fault.text) ?? hintOf(code, fault, subject.operation),
    isRetryable: RETRYABLE.has(code) || (code === 'JOB_REQUEST' && isUnclear(fault)),
    httpStatus: fault.status,
    requestId: fault.requestId,
  });
}

/** What is read from an exception of the SDK. */
interface Fault {
  readonly name: string;
  readonly text: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** What answered in place of Bedrock. */
  readonly other: string | undefined;
  /** Whether the network failed, or something behind it that may not fail the next time. */
  readonly mayPass: boolean;
  /** Whether not one attempt reached the wire: the job surely does not exist by it. */
  readonly isUnsent: boolean;
}

function readFault(error: unknown): Omit<Fault, 'isUnsent'> {
  const { name, message, $metadata, code } = isObject(error) ? error : {};
  const { httpStatusCode, requestId } = isObject($metadata) ? $metadata : {};
  const text = [message, code, name].find((part) => typeof part === 'string' && part !== '');
  return {
    name: typeof name === 'string' ? name : 'Error',
    text: (typeof text === 'string' ? text : String(error)).replace(FOR_PROGRAMMERS, ''),
    status: typeof httpStatusCode === 'number' ? httpStatusCode : undefined,
    requestId: typeof requestId === 'string' ? requestId : undefined,
    other: inBetween(error),
    mayPass:
      httpStatusCode !== undefined || [name, code].some((one) => isNetworkFault(String(one))),
  };
}

/** No answer, or one that does not say whether the request was carried out. */
function isUnclear({ status }: Fault): boolean {
  return status === undefined || status < 400 || status >= 500 || status === 408;
}

function codeOf(fault: Fault, operation: string): JobErrorCode {
  if (CREDENTIALS.has(fault.name)) return 'JOB_CREDENTIALS';
  if (fault.isUnsent) return fault.mayPass ? 'JOB_REQUEST' : 'JOB_NOT_SENT';
  if (operation === CREATE && isNameTaken(fault)) return 'JOB_NAME_TAKEN';
  const known = CODES[fault.name];
  if (known !== undefined) return known;
  if (fault.status === 429) return 'JOB_THROTTLED';
  if (isUnclear(fault)) return operation === CREATE ? 'JOB_REPLY_UNKNOWN' : 'JOB_REQUEST';
  return fault.status === 403 && fault.other === undefined ? 'JOB_ACCESS_DENIED' : 'JOB_REQUEST';
}

/** Bedrock says it as a conflict; its twin for model customization says the same text as a validation error. */
function isNameTaken({ name, text }: Fault): boolean {
  return name === 'ConflictException' || /job name is currently in use/i.test(text);
}

function hintOf(code: JobErrorCode, { other }: Fault, operation: string): string | undefined {
  if (code === 'JOB_REQUEST' && other !== undefined) return inBetweenHint('Bedrock');
  if (code === 'JOB_REPLY_UNKNOWN') {
    return 'Repeat the same command: name and token stay the same, so no second job is made';
  }
  const own = HINTS_OF[operation]?.[code];
  return own ?? HINTS[code] ?? (operation === CREATE ? undefined : 'Repeat the command');
}

function messageOf(code: JobErrorCode, fault: Fault, subject: RequestSubject): string {
  const what = `${subject.operation}${subjectName(subject)}`;
  const text = quote(fault.text, LONGEST_TEXT);
  if (code === 'JOB_CREDENTIALS') return `${what} was not possible with these credentials: ${text}`;
  if (code === 'JOB_REPLY_UNKNOWN')
    return `${what} got no clear answer, so the job may exist: ${text}`;
  if (fault.isUnsent) return `${what} was never sent: ${text}`;
  if (fault.other !== undefined) return `${what} was answered by ${fault.other}, not by Bedrock`;
  if (isUnclear(fault)) return `${what} got no clear answer: ${text}`;
  return `Bedrock refused ${what}: ${text}`;
}

function subjectName({ jobName, jobArn }: RequestSubject): string {
  const name = jobName ?? jobArn;
  return name === undefined ? '' : ` of ${quote(name, 100)}`;
}

/** Says at the end of an error's message which state was left behind, and perhaps what else to do. */
export function withState(
  error: JobError,
  state: string,
  hint: string | undefined = error.hint,
): JobError {
  const { cause, isRetryable, operation, jobArn, jobName, httpStatus, requestId } = error;
  const details = { hint, cause, isRetryable, operation, jobArn, jobName, httpStatus, requestId };
  return new JobError(error.code, `${error.message}; ${state}`, details);
}

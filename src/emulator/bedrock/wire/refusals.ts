import {
  type BrokenConstraint,
  describeValue,
  quote,
  type StringShape,
} from '../../../core/index.ts';
import { WireError } from '../../http/wire-error.ts';
import type { RecordError } from '../lines/output-line.ts';

type Bounds = Partial<Omit<StringShape, 'type'>>;

/** The words of AWS's general check of requests. Source: seen on Bedrock; its reference does not list them. */
function constraintOf({ rule, shape }: BrokenConstraint): string {
  const { min, max, pattern, enum: values } = shape as Bounds;
  if (rule === 'present') return 'Member must not be null';
  if (rule === 'min-length')
    return `Member must have length greater than or equal to ${String(min)}`;
  if (rule === 'max-length') return `Member must have length less than or equal to ${String(max)}`;
  if (rule === 'min-value') return `Member must have value greater than or equal to ${String(min)}`;
  if (rule === 'max-value') return `Member must have value less than or equal to ${String(max)}`;
  if (rule === 'pattern')
    return `Member must satisfy regular expression pattern: ${String(pattern)}`;
  if (rule === 'enum') return `Member must satisfy enum value set: [${(values ?? []).join(', ')}]`;
  return '';
}

function sentence(finding: BrokenConstraint): string {
  const constraint = constraintOf(finding);
  const { value, path } = finding;
  if (constraint === '') {
    return `[emulator] ${path} is ${finding.received}, and ${finding.expected} is expected`;
  }
  const text = value === undefined || value === null ? 'null' : `'${plain(value)}'`;
  const shown = value === undefined || value === null ? 'Value null' : `Value ${text}`;
  return `${shown} at '${path}' failed to satisfy constraint: ${constraint}`;
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : describeValue(value);
}

/** 400: the request breaks constraints of the API. */
export function constraintsBroken(findings: readonly BrokenConstraint[]): WireError {
  const head =
    findings.length === 1 ? '1 validation error' : `${findings.length} validation errors`;
  return invalid(`${head} detected: ${findings.map(sentence).join('; ')}`);
}

/** 400: the request cannot be served as it is. */
export function invalid(message: string): WireError {
  return new WireError({ status: 400, code: 'ValidationException', message });
}

/** 400: the model has no batch inference. Source of the text: seen by users. */
export function notBatchable(): WireError {
  return invalid('Batch inference is not supported for the requested model');
}

/** 400: AWS has ended the model. What Bedrock says to that at Create is not known. */
export function modelEnded(modelId: string, lastDay: string): WireError {
  return invalid(
    `[emulator] The model ${quote(modelId, 200)} reached the end of its life on ${lastDay}`,
  );
}

/** 400: nobody knows the model. Source of the text: seen by users; AWS documents the error without words. */
export function unknownModel(): WireError {
  return invalid('The provided model identifier is invalid.');
}

/** 400: the model is called through inference profiles only. Source of the text, with its own apostrophe: seen by users, 2024 to 2026. */
export function noOnDemand(modelId: string): WireError {
  return invalid(
    `Invocation of model ID ${modelId} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`,
  );
}

/** 400: the tokens of the model are not counted. Source of the text, with its own apostrophe: seen by users, 2026. */
export function noTokenCount(): WireError {
  return invalid('The provided model doesn’t support counting tokens.');
}

/** 404: the model is called at once after its end. Source of the text: seen by users, 2024 to 2026. */
export function modelGone(): WireError {
  return new WireError({
    status: 404,
    code: 'ResourceNotFoundException',
    message:
      'This model version has reached the end of its life. Please refer to the AWS documentation for more details.',
  });
}

const ERROR_NAMES: Readonly<Record<number, string>> = {
  400: 'ValidationException',
  403: 'AccessDeniedException',
  404: 'ResourceNotFoundException',
  408: 'ModelTimeoutException',
  424: 'ModelErrorException',
  429: 'ThrottlingException',
  503: 'ServiceUnavailableException',
};

/** The error reply for a model input that failed. Source of statuses and names: errors of InvokeModel and Converse in the API model. */
export function failedInvocation({ errorCode, errorMessage }: RecordError): WireError {
  const isStatus = Number.isInteger(errorCode) && errorCode >= 400 && errorCode <= 599;
  const status = isStatus ? errorCode : 500;
  const code =
    ERROR_NAMES[status] ?? (status < 500 ? 'ValidationException' : 'InternalServerException');
  return new WireError({ status, code, message: errorMessage });
}

/** 400: the job name was used before, by a job in whatever state. Source of the text: seen by users. */
export function nameInUse(): WireError {
  return new WireError({
    status: 400,
    code: 'ConflictException',
    message: 'The provided job name is currently in use',
  });
}

/** 400: the job is over. */
export function alreadyEnded(jobArn: string, status: string): WireError {
  return new WireError({
    status: 400,
    code: 'ConflictException',
    message: `[emulator] The job ${jobArn} is ${status} and cannot be stopped`,
  });
}

/** 400: as many jobs of the model are under way as may be. */
export function tooManyJobs(modelId: string, most: number): WireError {
  return new WireError({
    status: 400,
    code: 'ServiceQuotaExceededException',
    message: `[emulator] Sum of in-progress and submitted batch inference jobs for ${modelId} is at its quota of ${most}`,
  });
}

/** 403: the role belongs to another account than the emulator's. */
export function foreignRole(roleArn: string, account: string): WireError {
  return new WireError({
    status: 403,
    code: 'AccessDeniedException',
    message: `[emulator] The role ${roleArn} does not belong to the account ${account} of the caller`,
  });
}

/** 404: no job has the identifier. */
export function noSuchJob(identifier: string): WireError {
  return new WireError({
    status: 404,
    code: 'ResourceNotFoundException',
    message: `[emulator] There is no model invocation job ${quote(identifier, 200)}`,
  });
}

/** 404: method and path belong to no operation. */
export function noSuchOperation(method: string, path: string): WireError {
  return new WireError({
    status: 404,
    code: 'UnknownOperationException',
    message: `[emulator] ${method} ${quote(path)} is no operation of Bedrock that is emulated`,
  });
}

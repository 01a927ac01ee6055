import {
  AccessDeniedException,
  BedrockClient,
  ConflictException,
  InternalServerException,
  ListModelInvocationJobsCommand,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
  ThrottlingException,
  ValidationException,
} from '@aws-sdk/client-bedrock';
import { describe, expect, it } from 'vitest';
import { JobError } from '../../../src/core/index.ts';
import { withState, wrapJobError } from '../../../src/jobs/bedrock/job-errors.ts';

const create = { operation: 'CreateModelInvocationJob', jobName: 'texts-0000' };
const get = { operation: 'GetModelInvocationJob', jobArn: 'arn' };

const exception = (message: string, httpStatusCode: number) => ({
  message,
  $metadata: { httpStatusCode, requestId: 'request-1' },
});

describe('wrapJobError()', () => {
  it.each([
    [new AccessDeniedException(exception('no', 403)), 'JOB_ACCESS_DENIED', false],
    [new ValidationException(exception('no', 400)), 'JOB_VALIDATION', false],
    [new ConflictException(exception('no', 400)), 'JOB_NAME_TAKEN', false],
    [
      new ValidationException(exception('The provided job name is currently in use', 400)),
      'JOB_NAME_TAKEN',
      false,
    ],
    [new ResourceNotFoundException(exception('no', 404)), 'JOB_NOT_FOUND', false],
    [new ServiceQuotaExceededException(exception('no', 400)), 'JOB_QUOTA', true],
    [new ThrottlingException(exception('no', 429)), 'JOB_THROTTLED', true],
    [new InternalServerException(exception('no', 500)), 'JOB_REPLY_UNKNOWN', true],
    [Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), 'JOB_REPLY_UNKNOWN', true],
    [Object.assign(new Error('late'), { name: 'TimeoutError' }), 'JOB_REPLY_UNKNOWN', true],
    [
      Object.assign(new Error('no'), { name: 'CredentialsProviderError' }),
      'JOB_CREDENTIALS',
      false,
    ],
    [Object.assign(new Error('no'), { name: 'ExpiredTokenException' }), 'JOB_CREDENTIALS', false],
  ])('names what happened to a Create: %s', (error, code, isRetryable) => {
    const wrapped = wrapJobError(error, create);

    expect(wrapped).toMatchObject({ code, isRetryable, operation: create.operation, cause: error });
  });

  it.each([
    [new ConflictException(exception('ended', 400)), 'JOB_STATE', false],
    [new InternalServerException(exception('no', 500)), 'JOB_REQUEST', true],
    [Object.assign(new Error(''), { code: 'ECONNREFUSED' }), 'JOB_REQUEST', true],
  ])('names what happened to a Get or Stop: %s', (error, code, isRetryable) => {
    expect(wrapJobError(error, get)).toMatchObject({ code, isRetryable, jobArn: 'arn' });
  });

  it('carries status and request id, and quotes the text of Bedrock', () => {
    const wrapped = wrapJobError(new ValidationException(exception('bad\u001b[31m', 400)), create);

    expect(wrapped).toMatchObject({ httpStatus: 400, requestId: 'request-1' });
    expect(wrapped.message).toBe(
      'Bedrock refused CreateModelInvocationJob of "texts-0000": "bad\\u001b[31m"',
    );
  });

  it.each([
    ['User: u is not authorized to perform: iam:PassRole on resource: r', 'iam:PassRole'],
    ['Batch inference is not supported for the requested model', 'inference profile'],
    ['The provided model identifier is invalid', 'inference profile'],
    [
      'Your account is not authorized to perform this action. Please create a support case',
      'support case',
    ],
    ['Model use case details have not been submitted', 'use case form'],
    ['The provided ARN is invalid', 'whole ARN'],
    ['explicit deny because of aws:ResourceOrgID', 'aws:ResourceOrgID'],
  ])('explains %j', (text, part) => {
    expect(wrapJobError(new ValidationException(exception(text, 400)), create).hint).toContain(
      part,
    );
  });

  it('leaves out what the SDK says to programmers where it cannot read a reply', () => {
    const hint = 'Deserialization error: to see the raw response, inspect the hidden field';
    const error = new SyntaxError(`Unexpected end of JSON input\n  ${hint} {error}.$response.`);

    expect(wrapJobError(error, get).message).toMatch(
      /got no clear answer: "Unexpected end of JSON input"$/,
    );
  });

  it('gives errors of this package back as they are', () => {
    const error = new JobError('JOB_STATE', 'x', get);

    expect(wrapJobError(error, create)).toBe(error);
  });

  it('says that no region is set, in the words of an option', async () => {
    const client = new BedrockClient({
      region: (): Promise<string> => Promise.reject(new Error('Region is missing')),
    });
    const error = await client
      .send(new ListModelInvocationJobsCommand({}))
      .catch((cause: unknown) => cause);

    expect(wrapJobError(error, get)).toMatchObject({ code: 'INVALID_OPTION', option: 'region' });
  });
});

describe('withState()', () => {
  it('keeps everything but adds what was left behind', () => {
    const before = wrapJobError(
      new AccessDeniedException(exception('no', 403)),
      create,
    ) as JobError;
    const after = withState(before, '1 of 2 jobs of the run are submitted');

    expect(after.toJSON()).toEqual({
      ...before.toJSON(),
      message: `${before.message}; 1 of 2 jobs of the run are submitted`,
    });
    expect(after.cause).toBe(before.cause);
  });
});

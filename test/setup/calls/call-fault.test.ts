import { describe, expect, it } from 'vitest';
import { S3Error } from '../../../src/core/index.ts';
import { callFault } from '../../../src/setup/calls/call-fault.ts';
import { PackageMissing } from '../../../src/setup/calls/identity-client.ts';

const named = (name: string, httpStatusCode?: number) =>
  Object.assign(new Error('why\u001b[31m'), { name, $metadata: { httpStatusCode } });

describe('callFault()', () => {
  it.each([
    ['AccessDenied', 403, 'denied'],
    ['SomethingElse', 403, 'denied'],
    ['ExpiredToken', 403, 'credentials'],
    ['CredentialsProviderError', undefined, 'credentials'],
    ['NoSuchEntityException', 404, 'not-there'],
    ['Throttling', 400, 'passing'],
    ['ServiceFailure', 500, 'passing'],
    ['Odd', 503, 'passing'],
    ['ECONNREFUSED', undefined, 'passing'],
    ['ValidationError', 400, 'other'],
  ])('reads %s, HTTP %s, as %s', (name, status, kind) => {
    const fault = callFault(named(name, status));

    expect(fault.kind).toBe(kind);
    expect(fault.says).not.toContain('\u001b');
  });

  it('reads the codes of nameless errors, and what is no error at all', () => {
    expect(callFault(Object.assign(new Error(''), { code: 'ECONNRESET' })).kind).toBe('passing');
    expect(callFault('x').kind).toBe('other');
  });

  it('takes errors of this package for what they are', () => {
    const of = (
      code: 'S3_ACCESS_DENIED' | 'S3_CREDENTIALS' | 'S3_BUCKET_NOT_FOUND' | 'S3_REQUEST',
      isRetryable = false,
    ) => callFault(new S3Error(code, 'no', { bucket: 'b', isRetryable, hint: 'do' }));

    expect(of('S3_ACCESS_DENIED')).toEqual({ kind: 'denied', says: 'no', hint: 'do' });
    expect(of('S3_CREDENTIALS').kind).toBe('credentials');
    expect(of('S3_BUCKET_NOT_FOUND').kind).toBe('not-there');
    expect(of('S3_REQUEST').kind).toBe('other');
    expect(of('S3_REQUEST', true).kind).toBe('passing');
  });

  it('says how to install what is missing', () => {
    expect(callFault(new PackageMissing('@aws-sdk/client-iam', undefined))).toEqual({
      kind: 'package',
      says: '@aws-sdk/client-iam is not installed, and it is what asks',
      hint: 'Install it beside bedrock-batch: npm install @aws-sdk/client-iam',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { jobRequests } from '../../../src/jobs/index.ts';
import { requireValidRequest } from '../../../src/jobs/request/check-request.ts';
import { firstOf, INPUT_URI, manifestOf, ROLE } from '../fixture.ts';

const { request } = firstOf(
  jobRequests(
    { manifest: manifestOf(1) },
    {
      inputUri: INPUT_URI,
      outputUri: 's3://bucket/out/',
      roleArn: ROLE,
    },
  ),
);

describe('requireValidRequest()', () => {
  it('takes what jobRequests() makes', () => {
    expect(() => requireValidRequest(request)).not.toThrow();
  });

  it('says what was expected and received, by option', () => {
    const tooLong = { ...request, timeoutDurationInHours: 169 };

    expect(() => requireValidRequest(tooLong)).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTION',
        option: 'timeoutDurationInHours',
        expected: 'at most 168',
        received: '169',
      }),
    );
  });

  it('names the place where no option stands for it', () => {
    const stranger = { ...request, priority: 'high' };

    expect(() => requireValidRequest(stranger)).toThrow(
      expect.objectContaining({ code: 'JOB_REQUEST_INVALID', jobName: request.jobName }),
    );
  });

  it('answers at once on a name that makes the pattern of AWS exponential', () => {
    const name = `a${'-'.repeat(60)}_`;

    expect(() => requireValidRequest({ ...request, jobName: name })).toThrow(
      expect.objectContaining({ option: 'jobNamePrefix' }),
    );
  });
});

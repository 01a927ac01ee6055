import { BedrockClient } from '@aws-sdk/client-bedrock';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openRun } from '../../../src/dataset/index.ts';
import {
  getJob,
  makeBedrockClient,
  readLiveModels,
  submitJobs,
  watchRun,
} from '../../../src/jobs/index.ts';
import { datasetOf, INPUT_URI, noSleep, ROLE } from '../fixture.ts';
import { startBench } from '../with-emulator.ts';

afterEach(() => vi.unstubAllEnvs());

const JOB = 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/abcdefghijkl';
const region = 'us-east-1';
const throwing = (error: unknown) => async () => {
  throw error;
};

/** Settings with which no request can be sent, and what the SDK says of each. */
const SETTINGS = [
  [
    'a provider of credentials that throws',
    () => new BedrockClient({ region, credentials: throwing(new Error('vault is sealed')) }),
    'vault is sealed',
  ],
  [
    'a provider that throws no error',
    () => new BedrockClient({ region, credentials: throwing('sealed') }),
    'sealed',
  ],
  [
    'FIPS and an endpoint',
    () => new BedrockClient({ region, endpoint: 'http://10.0.0.1', useFipsEndpoint: true }),
    'FIPS',
  ],
  [
    'an API key that is set to nothing',
    () => {
      vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', '');
      return new BedrockClient({ region, endpoint: 'http://127.0.0.1:9' });
    },
    'token',
  ],
] as const;

describe('a request that never left', () => {
  it.each(SETTINGS)('is a matter of settings with %s', async (_, client, said) => {
    const dataset = await datasetOf(1);
    const options = { bedrock: client(), roleArn: ROLE, ...noSleep() };

    const submitting = submitJobs({ dataset, uri: INPUT_URI }, options);

    await expect(submitting).rejects.toMatchObject({
      code: 'JOB_NOT_SENT',
      message: expect.stringMatching(new RegExp(said)),
      isRetryable: false,
    });
    await expect(submitting).rejects.not.toMatchObject({
      message: expect.stringMatching(/may exist/),
    });
  });

  it('leaves no request behind that might have made a job', async () => {
    const dataset = await datasetOf(1);
    const bedrock = new BedrockClient({
      ...{ region, endpoint: 'http://127.0.0.1:9' },
      credentials: throwing(new Error('vault is sealed')),
    });

    await expect(
      submitJobs({ dataset, uri: INPUT_URI }, { bedrock, roleArn: ROLE, ...noSleep() }),
    ).rejects.toMatchObject({ code: 'JOB_NOT_SENT' });

    expect((await openRun(dataset)).state.jobs[0]?.attempts).toEqual([]);
  });

  it('is told of reads too, which are not repeated', async () => {
    const provider = vi.fn(throwing(new Error('vault is sealed')));
    const bedrock = new BedrockClient({ region, credentials: provider });

    await expect(getJob(JOB, { bedrock, ...noSleep() })).rejects.toMatchObject({
      code: 'JOB_NOT_SENT',
    });
    expect(provider).toHaveBeenCalledTimes(1);
    await expect(readLiveModels({ bedrock })).rejects.toMatchObject({ code: 'JOB_NOT_SENT' });
  });

  it('may pass where the network failed on the way to credentials', async () => {
    const unreachable = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const bedrock = new BedrockClient({ region, credentials: throwing(unreachable) });

    await expect(getJob(JOB, { bedrock, ...noSleep() })).rejects.toMatchObject({
      code: 'JOB_REQUEST',
      isRetryable: true,
    });
  });

  it('is no excuse for a request whose first sending got no answer', async () => {
    const { emulator, fail } = await startBench();
    fail(({ operation }) =>
      operation === 'CreateModelInvocationJob' ? { after: 'hangUp' } : undefined,
    );
    const bedrock = new BedrockClient({
      ...emulator.clientConfig,
      maxAttempts: 2,
      credentials: async () => {
        if (emulator.jobs().length > 0) throw new Error('vault is sealed');
        return { ...emulator.credentials, expiration: new Date(0) };
      },
    });
    const dataset = await datasetOf(1);
    const options = { bedrock, roleArn: ROLE, ...noSleep() };

    await expect(submitJobs({ dataset, uri: INPUT_URI }, options)).rejects.toMatchObject({
      code: expect.stringMatching(/JOB_REPLY_UNKNOWN|JOB_NOT_SENT/),
    });

    expect(emulator.jobs()).toHaveLength(1);
    expect((await openRun(dataset)).state.jobs[0]?.attempts).toHaveLength(1);
  });
});

describe('makeBedrockClient()', () => {
  it('signs where the API key is set to nothing', async () => {
    const { emulator, options } = await startBench();
    const dataset = await datasetOf(1);
    const run = await submitJobs({ dataset, uri: INPUT_URI }, options);
    vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', '');
    vi.stubEnv('AWS_ACCESS_KEY_ID', emulator.credentials.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', emulator.credentials.secretAccessKey);

    const { endpoint } = emulator;
    const first = await watchRun(run, { endpoint, ...noSleep() }).next();

    expect(first.value?.jobs[0]?.status).toBe('Submitted');
  });

  it.each([
    ['wins over an API key', 'bedrock-api-key-AAAA', 'httpBearerAuth'],
    ['wins over one that is set to nothing', '', ''],
  ])('a profile that is given %s', async (_, token, preference) => {
    vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', token);
    vi.stubEnv('AWS_AUTH_SCHEME_PREFERENCE', preference);
    const plain = await makeBedrockClient({ region });
    const profile = await makeBedrockClient({ region, profile: 'prod' });

    expect(await profile.config.authSchemePreference?.()).toEqual(['sigv4']);
    expect(await plain.config.authSchemePreference?.()).not.toEqual(['sigv4']);
  });

  it('asks FIPS and dual stack of no loopback', async () => {
    vi.stubEnv('AWS_USE_FIPS_ENDPOINT', 'true');
    vi.stubEnv('AWS_USE_DUALSTACK_ENDPOINT', 'true');
    const { emulator } = await startBench();
    vi.stubEnv('AWS_ACCESS_KEY_ID', emulator.credentials.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', emulator.credentials.secretAccessKey);

    await expect(getJob(JOB, { region, endpoint: emulator.endpoint })).rejects.toMatchObject({
      code: 'JOB_NOT_FOUND',
    });
  });
});

import { BedrockClient, ListModelInvocationJobsCommand } from '@aws-sdk/client-bedrock';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListServiceQuotasCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { hostileEnvironment } from '../support/hostile-environment.ts';

afterEach(() => vi.unstubAllEnvs());

describe('clientConfig', () => {
  it.each([
    ['a token', 'bedrock-api-key-AAAA'],
    ['an empty token', ''],
  ])('makes clients that no variable leads elsewhere, with %s', async (_, token) => {
    for (const [name, value] of Object.entries(hostileEnvironment(token))) vi.stubEnv(name, value);
    const emulator = await createEmulator();
    onTestFinished(() => emulator.close());
    await emulator.createBucket('data');
    const config = { ...emulator.clientConfig, maxAttempts: 1 };

    const { Buckets } = await new S3Client(config).send(new ListBucketsCommand({}));
    const jobs = await new BedrockClient(config).send(new ListModelInvocationJobsCommand({}));
    const quotas = new ServiceQuotasClient(config).send(
      new ListServiceQuotasCommand({ ServiceCode: 'bedrock' }),
    );

    expect(Buckets?.map(({ Name }) => Name)).toEqual(['data']);
    expect(jobs.invocationJobSummaries).toEqual([]);
    expect((await quotas).Quotas).toBeDefined();
  });
});

import { STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createEmulator } from '../../../src/emulator/index.ts';
import { checkSetup } from '../../../src/setup/index.ts';

vi.mock('@aws-sdk/client-iam', () => {
  throw new Error('Cannot find package');
});

describe('the SDK of IAM', () => {
  it('is named where it is not installed, with what installs it, and the rest is looked at', async () => {
    const emulator = await createEmulator();
    const sts = new STSClient(emulator.clientConfig);
    onTestFinished(async () => {
      sts.destroy();
      await emulator.close();
    });

    const { checks } = await checkSetup({
      ...{ region: 'us-east-1', endpoint: emulator.endpoint, sts },
      roleArn: 'arn:aws:iam::123456789012:role/BedrockBatch',
    });

    expect(checks.find(({ name }) => name === 'credentials')?.status).toBe('ok');
    expect(checks.find(({ name }) => name === 'role')).toMatchObject({
      status: 'unknown',
      says: 'Not known: @aws-sdk/client-iam is not installed, and it is what asks',
      hint: 'Install it beside bedrock-batch: npm install @aws-sdk/client-iam',
    });
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { planSubmission } from '../../../src/jobs/index.ts';
import { datasetOf, INPUT_URI, ROLE } from '../fixture.ts';

const OTHER = '999999999999';
const region = 'us-east-1';

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(() => vi.unstubAllEnvs());

async function plan(options: object = {}) {
  const upload = { dataset: await datasetOf(1), uri: INPUT_URI };
  return planSubmission(upload, { roleArn: ROLE, region, ...options });
}

describe('an API key and credentials of another account than the role', () => {
  it('are an error before anything is sent', async () => {
    vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', 'bedrock-api-key-AAAA');
    vi.stubEnv('AWS_ACCOUNT_ID', OTHER);

    await expect(plan()).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining(OTHER),
      hint: expect.stringContaining('--profile'),
    });
  });

  it.each([
    ['no API key', '', OTHER, {}],
    ['one account', 'bedrock-api-key-AAAA', '123456789012', {}],
    ['an account that nobody tells', 'bedrock-api-key-AAAA', undefined, {}],
    ['the owner of the bucket', 'bedrock-api-key-AAAA', OTHER, { inputBucketOwner: OTHER }],
    ['a profile, which wins', 'bedrock-api-key-AAAA', OTHER, { profile: 'prod' }],
  ])('are none with %s', async (_, token, account, options) => {
    vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', token);
    vi.stubEnv('AWS_ACCOUNT_ID', account);

    await expect(plan(options)).resolves.toMatchObject({ run: 'main' });
  });
});

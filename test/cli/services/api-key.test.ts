import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const folder = useTemporaryFolder();
const env = { AWS_BEARER_TOKEN_BEDROCK: 'bedrock-api-key-AAAA' };
const ROLE = ['--role-arn', 'arn:aws:iam::123456789012:role/Batch'];
const submit = (...argv: readonly string[]) => [
  ...['submit', join(folder.path, 'none'), '--to', 's3://data/', ...ROLE],
  ...['--region', 'us-east-1', ...argv],
];

describe('an API key of Bedrock in the environment', () => {
  it('is said to be used for Bedrock alone', async () => {
    const { stderr } = await runMain(submit(), { env });

    expect(stderr).toContain('Bedrock is asked with the API key of AWS_BEARER_TOKEN_BEDROCK, S3');
    expect(stderr).not.toContain('AAAA');
  });

  it('is said not to be used beside a profile', async () => {
    const { stderr } = await runMain(submit('--profile', 'prod'), { env });

    expect(stderr).toContain('the API key of AWS_BEARER_TOKEN_BEDROCK is not');
  });

  it.each([
    ['an empty one', { env: { AWS_BEARER_TOKEN_BEDROCK: '' } }],
    ['none', {}],
  ])('is not spoken of where there is %s', async (_, how) => {
    expect((await runMain(submit(), how)).stderr).not.toContain('API key');
  });
});

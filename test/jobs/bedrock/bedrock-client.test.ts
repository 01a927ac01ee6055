import { BedrockClient } from '@aws-sdk/client-bedrock';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { destinationOf } from '../../../src/jobs/bedrock/bedrock-client.ts';
import { makeBedrockClient } from '../../../src/jobs/index.ts';

afterEach(() => vi.unstubAllEnvs());

const region = 'eu-west-1';

describe('destinationOf()', () => {
  it.each([
    ['the plain client', {}],
    ['FIPS', { useFipsEndpoint: true }],
    ['dual stack', { useDualstackEndpoint: true }],
    ['China', { region: 'cn-north-1' }],
    ['an interface endpoint', { endpoint: 'https://vpce-1.bedrock.eu-west-1.vpce.amazonaws.com' }],
  ])('calls it aws for %s', async (_, config) => {
    const client = new BedrockClient({ region, ...config });

    expect((await destinationOf(client)).endpoint).toBe('aws');
  });

  it('gives region and URL of another endpoint, without a slash at its end', async () => {
    const client = await makeBedrockClient({ region, endpoint: 'http://127.0.0.1:4711/' });

    expect(await destinationOf(client)).toEqual({ region, endpoint: 'http://127.0.0.1:4711' });
  });

  it('sees an endpoint that the environment sets', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_BEDROCK', 'http://127.0.0.1:4712');
    const client = await makeBedrockClient({ region });

    expect((await destinationOf(client)).endpoint).toBe('http://127.0.0.1:4712');
  });

  it('names the option where no region is set', async () => {
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE'])
      vi.stubEnv(name, undefined);
    vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent/config');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent/credentials');
    const client = await makeBedrockClient();

    await expect(destinationOf(client)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'region',
    });
  });
});

describe('makeBedrockClient()', () => {
  it('takes the region of a profile', async () => {
    vi.stubEnv('AWS_REGION', undefined);
    const client = await makeBedrockClient({ region, profile: 'nobody' });

    expect(await client.config.region()).toBe(region);
    expect(client.config.profile).toBe('nobody');
  });
});

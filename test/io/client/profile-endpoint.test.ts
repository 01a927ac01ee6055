import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endpointFor, makeS3Client } from '../../../src/io/index.ts';
import { destinationOf, makeBedrockClient } from '../../../src/jobs/bedrock/bedrock-client.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const CONFIG = `[profile everything]
region = eu-west-1
endpoint_url = http://127.0.0.1:4711
[profile parts]
region = eu-west-1
services = own
endpoint_url = http://127.0.0.1:4711
[services own]
s3 =
  endpoint_url = http://127.0.0.1:4712
service_quotas =
  endpoint_url = http://127.0.0.1:4713
[profile aws]
region = eu-west-1
`;

const folder = useTemporaryFolder();

beforeEach(async () => {
  const file = join(folder.path, 'config');
  await writeFile(file, CONFIG);
  vi.stubEnv('AWS_CONFIG_FILE', file);
});
afterEach(() => vi.unstubAllEnvs());

describe('the endpoint of a profile that is asked for', () => {
  it.each([
    ['that of all services', 'Bedrock', 'everything', 'http://127.0.0.1:4711'],
    ['that of the service', 'S3', 'parts', 'http://127.0.0.1:4712'],
    ['that of a service of two words', 'Service Quotas', 'parts', 'http://127.0.0.1:4713'],
    ['that of all where the service has none', 'Bedrock', 'parts', 'http://127.0.0.1:4711'],
    ['none where the profile has none', 'S3', 'aws', undefined],
  ])('is %s', async (_, service, profile, endpoint) => {
    expect(await endpointFor(service, { profile })).toBe(endpoint);
  });

  it('comes after what is given and what the environment says', async () => {
    const profile = 'everything';
    const endpoint = 'http://127.0.0.1:1';
    vi.stubEnv('AWS_ENDPOINT_URL_S3', 'http://127.0.0.1:2');

    expect(await endpointFor('S3', { profile, endpoint })).toBe(endpoint);
    expect(await endpointFor('S3', { profile })).toBe('http://127.0.0.1:2');
  });

  it('is what the clients ask', async () => {
    const [s3, bedrock] = await Promise.all([
      makeS3Client({ profile: 'parts' }),
      makeBedrockClient({ profile: 'parts' }),
    ]);

    expect(await s3.config.endpoint?.()).toMatchObject({ hostname: '127.0.0.1', port: 4712 });
    expect(await destinationOf(bedrock)).toEqual({
      region: 'eu-west-1',
      endpoint: 'http://127.0.0.1:4711',
    });
    s3.destroy();
    bedrock.destroy();
  });
});

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findRegion, makeS3Client, requireRegion } from '../../../src/io/index.ts';
import { makeBedrockClient } from '../../../src/jobs/index.ts';

const CONFIG = '[default]\nregion = eu-north-1\n[profile prod]\nregion = eu-west-3\n';

describe('the region in force', () => {
  beforeEach(async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'region-')), 'config');
    await writeFile(file, CONFIG);
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE'])
      vi.stubEnv(name, undefined);
    vi.stubEnv('AWS_CONFIG_FILE', file);
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', `${file}-none`);
  });
  afterEach(() => vi.unstubAllEnvs());

  it.each([
    ['what is given', { region: 'us-west-2' }, { AWS_REGION: 'eu-west-1' }, 'us-west-2'],
    ['AWS_REGION', {}, { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-2' }, 'eu-west-1'],
    ['AWS_DEFAULT_REGION', {}, { AWS_DEFAULT_REGION: 'eu-west-2' }, 'eu-west-2'],
    [
      'AWS_DEFAULT_REGION where AWS_REGION is empty',
      {},
      { AWS_REGION: '', AWS_DEFAULT_REGION: 'eu-west-2' },
      'eu-west-2',
    ],
    ['the default profile', {}, {}, 'eu-north-1'],
    ['the profile given', { profile: 'prod' }, {}, 'eu-west-3'],
    ['the profile of the environment', {}, { AWS_PROFILE: 'prod' }, 'eu-west-3'],
  ])('is %s, for every client alike', async (_, options, env, region) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const s3 = await makeS3Client(options);
    const bedrock = await makeBedrockClient(options);

    expect(await findRegion(options)).toBe(region);
    expect(await s3.config.region()).toBe(region);
    expect(await bedrock.config.region()).toBe(region);
  });

  it('is none where nothing sets it, and the error names every way', async () => {
    vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent/config');

    expect(await findRegion({})).toBeUndefined();
    await expect(requireRegion({})).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'region',
      hint: expect.stringMatching(/--region, AWS_REGION, AWS_DEFAULT_REGION, or the profile/),
    });
  });

  it.each(['us-east-1a', 'us-east1', 'US-EAST-1', 'us_east_1', 'us-east-1 ', '', 'eu-west-1/x'])(
    'is refused as %j',
    async (region) => {
      await expect(requireRegion({ region })).rejects.toMatchObject({ option: 'region' });
    },
  );

  it.each(['us-east-1', 'us-gov-west-1', 'us-iso-east-1', 'eusc-de-east-1', 'cn-north-1'])(
    'is taken as %j',
    async (region) => {
      expect(await requireRegion({ region })).toBe(region);
    },
  );

  it('may have another shape on a server other than AWS', async () => {
    expect(await requireRegion({ region: 'default', isOwnServer: true })).toBe('default');
    await expect(requireRegion({ region: 'a/b', isOwnServer: true })).rejects.toThrow('"a/b"');
  });
});

import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const folder = useTemporaryFolder();

beforeEach(() => {
  for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE'])
    vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent/config');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent/credentials');
});
afterEach(() => vi.unstubAllEnvs());

async function runArgv(): Promise<readonly string[]> {
  const source = join(folder.path, 'texts.csv');
  await writeFile(source, `text\n${'a\n'.repeat(100)}`);
  const out = join(folder.path, 'out');
  const target = ['--to', 's3://data/', '--role-arn', 'arn:aws:iam::123456789012:role/Batch'];
  const model = ['--model', 'amazon.titan-embed-text-v2:0', '--prompt', '{{text}}'];
  return ['run', source, '--out', out, ...model, ...target];
}

describe('a region', () => {
  it.each([[[]], [['--dry-run']], [['--region', 'us-east-1a']]])(
    'that is missing or none stops run %j before anything is built',
    async (flags) => {
      const { code, stderr } = await runMain([...(await runArgv()), ...flags]);

      expect(code).toBe(2);
      expect(stderr).toContain('INVALID_OPTION');
      expect(stderr).toContain('--region, AWS_REGION, AWS_DEFAULT_REGION, or the profile');
      expect(existsSync(join(folder.path, 'out'))).toBe(false);
    },
  );

  it('may come from AWS_DEFAULT_REGION alone', async () => {
    vi.stubEnv('AWS_DEFAULT_REGION', 'eu-west-2');
    const { code, stdout } = await runMain([...(await runArgv()), '--dry-run']);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ target: { region: 'eu-west-2' } });
  });

  it.each([
    ['upload', 'out', '--to', 's3://data/'],
    ['submit', 'out', '--to', 's3://data/', '--role-arn', 'arn:aws:iam::123456789012:role/Batch'],
    ['jobs', 'list'],
  ])('is asked for first by %s', async (...argv) => {
    const { code, stderr } = await runMain(argv);

    expect(code).toBe(2);
    expect(stderr).toContain('No AWS region is set');
  });
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import { clientFor, TestBucket } from '../../support/s3-test-server.ts';
import { stubCredentials } from '../../support/stub-credentials.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';

const folder = useTemporaryFolder();
let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator();
  await emulator.createBucket('data');
  stubCredentials(emulator);
  const s3 = clientFor({ ...emulator, ...emulator.credentials });
  await TestBucket.of(s3, 'data').put('in/a.mp4', 'a');
  s3.destroy();
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await emulator.close();
});

async function fileFor(...uris: readonly string[]): Promise<string> {
  const path = join(folder.path, 'records.jsonl');
  const lines = uris.map((uri, index) => {
    const content = [{ video: { format: 'mp4', source: { s3Location: { uri } } } }];
    const modelInput = { messages: [{ role: 'user', content }] };
    return `${JSON.stringify({ recordId: `r${index}`, modelInput })}\n`;
  });
  await writeFile(path, lines.join(''));
  return path;
}

const NOVA = ['--model', 'amazon.nova-lite-v1:0', '--quota', 'min-records-per-job=1'];
const SHORT = [...NOVA, '--reporter', 'compact'];

describe('bedrock-batch validate of records that refer to S3 objects', () => {
  it('asks S3 with --check-s3 only', async () => {
    const path = await fileFor('s3://data/in/a.mp4', 's3://data/in/b.mp4');
    const argv = ['validate', path, ...SHORT];

    const blind = await runMain(argv);
    const looking = await runMain([...argv, '--check-s3', '--endpoint-url', emulator.endpoint]);

    expect(blind.code).toBe(0);
    expect(looking.code).toBe(1);
    expect(looking.stdout).toContain(`${path}:2:`);
    expect(looking.stdout).toContain('error S3_REFERENCE_MISSING');
  });

  it('reports nothing where S3 cannot be asked', async () => {
    const path = await fileFor('s3://Data/in/a.mp4', 's3://data/in/b.mp4');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'wrong');

    const ended = await runMain([
      ...['validate', path, ...SHORT],
      ...['--check-s3', '--endpoint-url', emulator.endpoint],
    ]);

    vi.stubEnv('AWS_SECRET_ACCESS_KEY', emulator.credentials.secretAccessKey);
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain('S3_CREDENTIALS');
  });

  it('compares the objects with --input-uri', async () => {
    const path = await fileFor('s3://data/in/a.mp4', 's3://data/out/b.mp4');

    const ended = await runMain(['validate', path, ...SHORT, '--input-uri', 's3://data/in/']);

    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain(`${path}:2:`);
    expect(ended.stdout).toContain('error S3_REFERENCE_OUTSIDE');
  });
});

describe('S3 URIs that Bedrock refuses', () => {
  const refused = 's3://data/dt=1/';
  const why = 'its key holds "=" (character 13)';
  const role = ['--role-arn', 'arn:aws:iam::123456789012:role/Batch'];
  const out = () => join(folder.path, 'out');
  const rows = async () => {
    const path = join(folder.path, 'rows.json');
    await writeFile(path, JSON.stringify([{ text: 'Hello' }]));
    return path;
  };
  const TITAN = ['--model', 'amazon.titan-embed-text-v2:0', '--prompt', '{{text}}'];
  const build = async () =>
    runMain([
      ...['build', await rows(), '--out', out(), ...TITAN],
      ...['--quota', 'min-records-per-job=1'],
    ]);

  it('are refused by run before anything is built', async () => {
    for (const uris of [
      ['--to', refused],
      ['--to', 's3://data/in/', '--output-uri', refused],
      ['--to', refused, '--dry-run'],
    ]) {
      const ended = await runMain([
        ...['run', await rows(), '--out', out(), ...TITAN],
        ...[...role, ...uris],
      ]);

      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toContain(why);
      expect(ended.stderr).not.toContain('QUOTA_RECORDS_PER_JOB_MIN');
    }
  });

  it.each([
    ['upload', ['--to', refused]],
    ['submit', ['--to', refused, ...role]],
    ['submit', ['--to', 's3://data/in/', '--output-uri', refused, ...role, '--dry-run']],
  ])('are refused by %s', async (command, flags) => {
    await build();

    const ended = await runMain([command, out(), ...flags, '--endpoint-url', emulator.endpoint]);

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(why);
  });

  it('are refused by validate', async () => {
    const ended = await runMain([
      ...['validate', await fileFor('s3://data/in/a.mp4'), ...NOVA],
      ...['--input-uri', refused],
    ]);

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(why);
  });
});

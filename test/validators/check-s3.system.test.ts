import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { type ValidateOptions, validateDataset } from '../../src/validators/index.ts';
import { clientFor, TestBucket } from '../support/s3-test-server.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const OPTIONS: ValidateOptions = {
  model: 'amazon.nova-lite-v1:0',
  quotas: { minRecordsPerJob: 1 },
};

const record = (recordId: string, uri: string, bucketOwner?: string) => {
  const source = { s3Location: { uri, bucketOwner } };
  const content = [{ video: { format: 'mp4', source } }, { text: 'What?' }];
  return `${JSON.stringify({ recordId, modelInput: { messages: [{ role: 'user', content }] } })}\n`;
};

describe('validateDataset() with checkS3', () => {
  let emulator: Emulator;
  let s3: S3Client;
  /** Keys that were asked for, in the order of the requests. */
  const asked: string[] = [];
  let inFlight = 0;
  let mostInFlight = 0;

  beforeAll(async () => {
    emulator = await createEmulator();
    await emulator.createBucket('data');
    await emulator.createBucket('elsewhere', { region: 'eu-west-1' });
    s3 = clientFor({ ...emulator, ...emulator.credentials });
    const bucket = TestBucket.of(s3, 'data');
    await bucket.put('in/a.mp4', 'a');
    await bucket.put('in/b c+d=ä.mp4', 'b');
    s3.middlewareStack.add(
      (next) => async (call) => {
        asked.push((call.input as { Key?: string }).Key ?? '');
        inFlight += 1;
        mostInFlight = Math.max(mostInFlight, inFlight);
        try {
          return await next(call);
        } finally {
          inFlight -= 1;
        }
      },
      { step: 'initialize' },
    );
  });

  beforeEach(() => {
    asked.length = 0;
    mostInFlight = 0;
  });

  afterAll(async () => {
    s3.destroy();
    await emulator.close();
  });

  function find(lines: readonly string[], options: Partial<ValidateOptions> = {}) {
    const bytes = [Buffer.from(lines.join(''))];
    return validateDataset({ bytes }, { ...OPTIONS, checkS3: { s3 }, ...options });
  }

  it('finds nothing where all objects are there, whatever their keys', async () => {
    const report = await find(
      [record('1', 's3://data/in/a.mp4'), record('2', 's3://data/in/b c+d=ä.mp4')],
      { invocationType: 'Converse' },
    );

    expect(report.diagnostics).toEqual([]);
    expect(asked.toSorted()).toEqual(['in/a.mp4', 'in/b c+d=ä.mp4']);
  });

  it('asks for nothing unless it is told to', async () => {
    const report = await find([record('1', 's3://data/in/none.mp4')], { checkS3: undefined });

    expect(report.diagnostics).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('reports each missing object once, at its first record', async () => {
    const report = await find([
      record('1', 's3://data/in/a.mp4'),
      record('2', 's3://data/in/A.mp4'),
      record('3', 's3://data/in/A.mp4'),
    ]);

    expect(report.diagnostics).toMatchObject([
      {
        code: 'S3_REFERENCE_MISSING',
        location: {
          line: 2,
          column: 124,
          recordId: '2',
          path: 'modelInput.messages[0].content[0].video.source.s3Location.uri',
        },
        excerpt: { text: expect.stringContaining('s3://data/in/A.mp4') },
        args: { uri: 's3://data/in/A.mp4' },
      },
    ]);
    expect(asked.toSorted()).toEqual(['in/A.mp4', 'in/a.mp4']);
  });

  it('takes a bucket that is not there, and a bucket without a key, for missing objects', async () => {
    const report = await find([record('1', 's3://no-such-bucket/a'), record('2', 's3://data/')], {
      severities: { S3_REFERENCE_BUCKET: 'off', S3_REFERENCE_SPREAD: 'off' },
    });

    expect(report.diagnostics.map(({ code }) => code)).toEqual([
      'S3_REFERENCE_MISSING',
      'S3_REFERENCE_MISSING',
    ]);
    expect(asked).toEqual(['a']);
  });

  it('warns where it may not look, for the role of the job may', async () => {
    const report = await find([
      record('1', 's3://data/in/a.mp4', '999999999999'),
      record('2', 's3://data/in/a.mp4', emulator.account),
      record('3', 's3://data/in/a.mp4', 'nobody'),
    ]);

    expect(report.diagnostics).toMatchObject([
      { code: 'S3_REFERENCE_FORBIDDEN', severity: 'warning', location: { line: 1 } },
    ]);
    expect(asked.filter((key) => key !== '')).toHaveLength(3);
  });

  it('does not ask for what is no S3 URI', async () => {
    const report = await find([record('1', 'https://data/in/a.mp4')]);

    expect(report.diagnostics.map(({ code }) => code)).toEqual(['S3_URI_PATTERN']);
    expect(asked).toEqual([]);
  });

  it('leaves excerpts out where they are not wanted', async () => {
    const report = await find([record('1', 's3://data/in/none.mp4')], { excerpts: false });

    expect(report.diagnostics[0]?.excerpt).toBeUndefined();
  });

  it('asks for many objects side by side, yet not all at once, in files as in bytes', async () => {
    const uris = Array.from({ length: 700 }, (_, index) => `s3://data/in/none-${index}.mp4`);
    const path = join(folder.path, 'a.jsonl');
    await writeFile(path, uris.map((uri, index) => record(`${index}`, uri)).join(''));

    const report = await validateDataset(path, { ...OPTIONS, checkS3: { s3 } });

    expect(report.diagnostics.map(({ location }) => location.line)).toEqual(
      uris.map((_, index) => index + 1),
    );
    expect(asked).toHaveLength(700);
    expect(mostInFlight).toBeGreaterThan(8);
    expect(mostInFlight).toBeLessThanOrEqual(32);
  });

  it('makes a client of its own by the default chain, and only where there is something to ask', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', emulator.credentials.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', emulator.credentials.secretAccessKey);
    const checkS3 = { endpoint: emulator.endpoint };
    const region = 'us-east-1';

    const report = await find([record('1', 's3://data/in/none.mp4')], { checkS3, region });

    expect(report.diagnostics).toMatchObject([{ code: 'S3_REFERENCE_MISSING' }]);
    vi.unstubAllEnvs();
  });

  it('throws where the credentials are wrong, although the reply to HEAD does not say so', async () => {
    const stranger = clientFor(
      { ...emulator, ...emulator.credentials },
      { accessKeyId: 'wrong', secretAccessKey: 'wrong' },
    );

    await expect(
      find([record('1', 's3://data/in/a.mp4'), record('2', 's3://data/in/none.mp4')], {
        checkS3: { s3: stranger },
      }),
    ).rejects.toMatchObject({ code: 'S3_CREDENTIALS' });
    stranger.destroy();
  });

  it('says that there are no credentials, not that S3 refused them', async () => {
    const name = 'CredentialsProviderError';
    const s3 = new S3Client({
      ...emulator.clientConfig,
      credentials: () => Promise.reject(Object.assign(new Error('Could not load'), { name })),
    });

    await expect(
      find([record('1', 's3://data/in/a.mp4')], { checkS3: { s3 } }),
    ).rejects.toMatchObject({
      code: 'S3_CREDENTIALS',
      message: expect.stringMatching(
        /^There are no credentials to .* with \(CredentialsProviderError\)/,
      ),
    });
    s3.destroy();
  });

  it('throws where the bucket is in another region', async () => {
    const lines = [record('1', 's3://data/in/none.mp4'), record('2', 's3://elsewhere/in/a.mp4')];

    await expect(find(lines)).rejects.toMatchObject({ code: 'S3_BUCKET_REGION' });
  });

  it('throws where S3 cannot be reached', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const nobody = clientFor(
      { ...emulator, ...emulator.credentials },
      { endpoint: `http://127.0.0.1:${port}` },
    );

    await expect(
      find([record('1', 's3://data/in/a.mp4')], { checkS3: { s3: nobody } }),
    ).rejects.toMatchObject({ code: 'S3_REQUEST', isRetryable: true });
    nobody.destroy();
  });

  it('stops when it is aborted, with the reason untouched', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    const remove = () => controller.abort(reason);
    const aborting = clientFor({ ...emulator, ...emulator.credentials });
    aborting.middlewareStack.add(
      (next) => (call) => {
        remove();
        return next(call);
      },
      { step: 'initialize' },
    );

    await expect(
      find([record('1', 's3://data/in/a.mp4')], {
        checkS3: { s3: aborting },
        signal: controller.signal,
      }),
    ).rejects.toBe(reason);
    aborting.destroy();
  });

  const folder = useTemporaryFolder();
});

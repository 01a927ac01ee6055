import { CreateMultipartUploadCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { clientFor } from '../../support/s3-test-server.ts';
import { runMain } from '../run-main.ts';
import { useEmulator } from '../with-emulator.ts';

const ours = useEmulator({});
const Key = 'in/movies-0123456789ab/jobs/0000/shard-00000.jsonl';
const CLEAN = ['upload', '--clean', '--to', 's3://data/in/'] as const;

async function begin(): Promise<string> {
  const s3 = clientFor({ ...ours.emulator, ...ours.emulator.credentials });
  const { UploadId = '' } = await s3.send(
    new CreateMultipartUploadCommand({
      ...{ Bucket: 'data', Key, ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' },
    }),
  );
  await s3.send(
    new UploadPartCommand({
      ...{ Bucket: 'data', Key, UploadId, PartNumber: 1, Body: 'x'.repeat(1_234) },
      ChecksumAlgorithm: 'CRC32',
    }),
  );
  s3.destroy();
  return UploadId;
}

describe('bedrock-batch upload --clean', () => {
  it('says that there is nothing', async () => {
    const { code, stdout, stderr } = await ours.call(...CLEAN);

    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('No unfinished uploads');
  });

  it('keeps what is young and says why, shows what it would remove, and removes it', async () => {
    await begin();

    const kept = await ours.call(...CLEAN);
    const dry = await ours.call(...CLEAN, '--older-than', '0', '--dry-run');
    const removed = await ours.call(...CLEAN, '--older-than', '0');
    const again = await ours.call(...CLEAN, '--older-than', '0');

    expect(kept.stdout).toMatch(
      /^STATUS +BYTES +PARTS +IDLE +OBJECT\nkept +1\.2 kB +1 +0 min +s3:\/\/data\/in\/movies-0123456789ab\/jobs\/0000\/shard-00000\.jsonl\n$/,
    );
    expect(kept.stderr).toContain('1 unfinished upload: 1 kept (1.2 kB)');
    expect(kept.stderr).toContain('--older-than 1 takes it for dead');
    expect(dry.stdout).toContain('\nremovable ');
    expect(removed.stdout).toContain('\nremoved ');
    expect(removed.stderr).toContain('1 unfinished upload: 1 removed (1.2 kB)');
    expect(again.stderr).toContain('No unfinished uploads');
  });

  it('prints the same as JSON', async () => {
    const uploadId = await begin();

    const { stdout, stderr } = await ours.call(...CLEAN, '--json');

    expect(JSON.parse(stdout)).toEqual({
      uploads: [
        {
          uri: `s3://data/${Key}`,
          uploadId,
          parts: 1,
          bytes: 1_234,
          begun: expect.any(String),
          idleHours: expect.any(Number),
          status: 'kept',
        },
      ],
    });
    expect(stderr).toBe('');
  });

  it.each([
    [['upload', '--to', 's3://data/in/'], 'bedrock-batch upload needs <dataset>'],
    [['upload', '--clean'], 'bedrock-batch upload needs --to'],
    [['upload'], 'bedrock-batch upload needs <dataset> and --to'],
    [[...CLEAN, '--older-than', '-1'], '--older-than <hours> cannot be "-1"'],
  ])('refuses %j', async (argv, message) => {
    const { code, stderr } = await runMain(argv);

    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

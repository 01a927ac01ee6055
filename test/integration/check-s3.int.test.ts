import { afterAll, beforeAll, expect, it } from 'vitest';
import { validateDataset } from '../../src/validators/index.ts';
import { describeWithS3 } from '../support/describe-with-s3.ts';
import { clientFor, TestBucket } from '../support/s3-test-server.ts';

describeWithS3('validateDataset() with checkS3 against radosgw', (server) => {
  const s3 = clientFor(server);
  beforeAll(async () => {
    const bucket = await TestBucket.create(s3, 'check-s3');
    await bucket.put('in/a b=ä.mp4', 'a');
  });
  afterAll(() => s3.destroy());

  const lineOf = (uri: string, index: number) => {
    const content = [{ video: { format: 'mp4', source: { s3Location: { uri } } } }];
    const modelInput = { messages: [{ role: 'user', content }] };
    return Buffer.from(`${JSON.stringify({ recordId: `r${index}`, modelInput })}\n`);
  };
  const options = {
    model: 'amazon.nova-lite-v1:0',
    invocationType: 'Converse',
    quotas: { minRecordsPerJob: 1 },
  } as const;

  it('finds the objects that are not there', async () => {
    const uris = ['s3://check-s3/in/a b=ä.mp4', 's3://check-s3/in/b.mp4'];

    const report = await validateDataset(
      { bytes: uris.map(lineOf) },
      { ...options, checkS3: { s3 } },
    );

    expect(report.diagnostics).toMatchObject([
      { code: 'S3_REFERENCE_MISSING', location: { line: 2 }, args: { uri: uris[1] } },
    ]);
  });

  it('tells wrong credentials from a refusal', async () => {
    const stranger = clientFor(server, { accessKeyId: 'nobody' });
    const bytes = [lineOf('s3://check-s3/in/b.mp4', 0)];

    await expect(
      validateDataset({ bytes }, { ...options, checkS3: { s3: stranger } }),
    ).rejects.toMatchObject({ code: 'S3_CREDENTIALS' });
    stranger.destroy();
  });
});

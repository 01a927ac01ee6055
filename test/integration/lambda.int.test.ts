import { expect, it, vi } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { advance, collect, finish, partition, plan, seal } from '../../src/lambda/index.ts';
import { describeWithS3 } from '../support/describe-with-s3.ts';
import { clientFor, TestBucket } from '../support/s3-test-server.ts';
import { stubCredentials } from '../support/stub-credentials.ts';

const FILMS = 400;
const DAY = 24 * 3_600_000;

/** Copies the objects below a prefix that the other bucket does not have. */
async function copyBelow(prefix: string, from: TestBucket, to: TestBucket): Promise<void> {
  const there = await to.keys();
  for (const key of await from.keys())
    if (key.startsWith(prefix) && !there.includes(key))
      await to.put(key, (await from.read(key)).toString());
}

describeWithS3('the handlers, with S3 of radosgw and jobs of the emulator', (server) => {
  it('take rows to outcomes, also where two do the same at once, and make nothing new again', async () => {
    const { accessKeyId, secretAccessKey, region, endpoint } = server;
    const credentials = { accessKeyId, secretAccessKey };
    const name = `lambda-${process.pid}-${Date.now()}`;
    await using emulator = await createEmulator({ timeScale: 0, credentials, region });
    await emulator.createBucket(name);
    const s3 = clientFor(server);
    const bucket = await TestBucket.create(s3, name);
    const emulated = clientFor({ ...server, endpoint: emulator.endpoint });
    const ofJobs = TestBucket.of(emulated, name);
    stubCredentials({ credentials, region });
    vi.stubEnv('AWS_ENDPOINT_URL_S3', endpoint);
    vi.stubEnv('AWS_ENDPOINT_URL_BEDROCK', emulator.endpoint);
    const titles = Array.from({ length: FILMS }, (_, row) => `{"title":"Film ${row}"}\n`);
    await bucket.put('films/a.jsonl', titles.join(''));
    const out = `s3://${name}/batch/films`;
    const event = {
      ...{ out, source: `s3://${name}/films/`, partitions: 2, prompt: '{{title}}' },
      ...{ model: 'amazon.titan-embed-text-v2:0', quotas: { recordsPerJob: 200 } },
    };
    const asked = { out, roleArn: `arn:aws:iam::${emulator.account}:role/Batch` };

    const { indexes } = await plan(event);
    await Promise.all([0, 1, 1].map((index) => partition({ out, index })));
    const sealed = await Promise.all([seal({ out }), seal({ out })]);
    // the emulator's jobs read its own S3
    await copyBelow('batch/films/jobs/', bucket, ofJobs);
    const first = await advance(asked);
    await emulator.advance(DAY);
    await copyBelow('batch/films-output/', ofJobs, bucket);
    const done = await advance(asked);
    const shares = await Promise.all([0, 1].map((index) => collect({ out, index, of: 2 })));
    const end = await finish({ out, of: 2 });

    expect(indexes).toEqual([0, 1]);
    expect(sealed.map(({ records, of }) => [records, of])).toEqual([
      [FILMS, 2],
      [FILMS, 2],
    ]);
    expect(first).toMatchObject({ done: false, submitted: 2, ended: 0 });
    expect(done).toMatchObject({ done: true, submitted: 2, ended: 2, failed: 0 });
    expect(shares.map(({ totals }) => totals.counts.succeeded)).toEqual([200, 200]);
    expect(end).toEqual({ of: 2, collected: 2, missing: [] });
    expect(await plan(event)).toMatchObject({ indexes: [], reused: true });
    expect(await advance(asked)).toEqual(done);
    expect(await collect({ out, index: 1, of: 2 })).toMatchObject({ reused: true });
    expect(emulator.jobs()).toHaveLength(2);
    await bucket.empty();
    s3.destroy();
    emulated.destroy();
  });
});

import { ListObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../s3-server.ts';
import { md5, serveTestBucket } from '../test-bucket.ts';

const Bucket = 'bucket-list-objects';

const { s3, bucket } = await serveTestBucket(Bucket);

describe('listings', () => {
  const keys = Array.from({ length: 27 }, (_, i) => `list/${String(i).padStart(2, '0')} é+&`);
  beforeAll(async () => {
    for (const key of [...keys, 'list/deep/1', 'list/deep/2', 'list/deeper/1'])
      await bucket.put(key, 'x');
  });

  it('pages through ListObjectsV2', async () => {
    const seen: (string | undefined)[] = [];
    let token: string | undefined;
    let pages = 0;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({
          Bucket,
          Prefix: 'list/',
          MaxKeys: 10,
          ContinuationToken: token,
        }),
      );
      seen.push(...(page.Contents ?? []).map(({ Key }) => Key));
      token = page.NextContinuationToken;
      pages += 1;
    } while (token !== undefined);

    expect(pages).toBe(3);
    expect(seen).toEqual([...keys, 'list/deep/1', 'list/deep/2', 'list/deeper/1']);
  });

  it('rolls keys up under common prefixes, also over pages', async () => {
    const common: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({
          Bucket,
          Prefix: 'list/',
          Delimiter: '/',
          MaxKeys: 1,
          StartAfter: keys.at(-1),
          ContinuationToken: token,
        }),
      );
      expect(page.KeyCount).toBe(1);
      common.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix));
      token = page.NextContinuationToken;
    } while (token !== undefined);

    expect(common).toEqual(['list/deep/', 'list/deeper/']);
  });

  it('encodes keys on request', async () => {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'list/00', EncodingType: 'url' }),
    );
    expect(page.Contents?.[0]?.Key).toBe('list/00%20%C3%A9%2B%26');
  });

  it('serves the older ListObjects by markers', async () => {
    const first = await s3.send(
      new ListObjectsCommand({ Bucket, Prefix: 'list/', Delimiter: '/', MaxKeys: 28 }),
    );
    expect(first).toMatchObject({ IsTruncated: true, NextMarker: 'list/deep/' });

    const second = await s3.send(
      new ListObjectsCommand({ Bucket, Prefix: 'list/', Delimiter: '/', Marker: first.NextMarker }),
    );
    expect(second.IsTruncated).toBe(false);
    expect(second.CommonPrefixes).toEqual([{ Prefix: 'list/deeper/' }]);
  });

  it('says what an object is', async () => {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'list/00', FetchOwner: true }),
    );
    expect(page.Contents?.[0]).toMatchObject({
      Size: 1,
      ETag: `"${md5(Buffer.from('x')).toString('hex')}"`,
      StorageClass: 'STANDARD',
      ChecksumAlgorithm: ['CRC32'],
      Owner: { ID: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(page.Contents?.[0]?.LastModified).toBeInstanceOf(Date);
  });

  it.each([
    ['a foreign token', { ContinuationToken: 'abc' }],
    ['a negative page length', { MaxKeys: -1 }],
    ['another encoding', { EncodingType: 'rot13' as 'url' }],
  ])('refuses %s', async (_name, more) => {
    const call = s3.send(new ListObjectsV2Command({ Bucket, ...more }));
    expect(await refusal(call)).toEqual({ name: 'InvalidArgument', status: 400 });
  });
});

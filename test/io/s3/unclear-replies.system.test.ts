import { CreateMultipartUploadCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { headBucket, headObject, listObjects, putText, readText } from '../../../src/io/index.ts';
import { dropEmptyUploads } from '../../../src/upload/parts/aws-unfinished-uploads.ts';
import type { Fault } from '../../support/fault-proxy.ts';
import { TestBucket } from '../../support/s3-test-server.ts';
import { useEmulatorBehindProxy } from './behind-proxy.ts';

const PAGE = '<!doctype html><html><body>Sign in to the network</body></html>';
const XML = 'application/xml';

const bench = useEmulatorBehindProxy();
beforeAll(async () => {
  for (const key of ['in/a', 'in/b', 'in/c'])
    await putText(bench.direct, at(key), { text: 'text' });
});

const at = (key: string) => ({ bucket: 'data', key });

async function listed(): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const page of listObjects(bench.s3, at('in/')))
    keys.push(...page.map(({ key }) => key));
  return keys;
}

const answer = (body: string, type = XML): Fault => ({ answer: { type, body } });
const change = (change: (text: string) => string): Fault => ({
  change: (body) => Buffer.from(change(body.toString())),
});

const UNCLEAR: readonly (readonly [string, Fault, RegExp])[] = [
  ['an empty reply', answer(''), /the reply is empty$/],
  ['blanks', answer('\n \n'), /the reply is empty$/],
  ['a page of HTML', answer(PAGE, 'text/html; charset=utf-8'), /a page of HTML$/],
  ['a page of HTML that is called XML', answer(PAGE), /has no ListBucketResult$/],
  ['JSON', answer('{}', 'application/json'), /has no ListBucketResult$/],
  ['a declaration alone', answer('<?xml version="1.0" encoding="UTF-8"?>'), /has no ListBucketR/],
  ['another root', answer('<ListBucketResults></ListBucketResults>'), /has no ListBucketResult$/],
  ['half a list', change((text) => text.slice(0, text.length / 2)), /is cut short$/],
  ['all but the last character', change((text) => text.trimEnd().slice(0, -1)), /is cut short$/],
  [
    'more without a token',
    change((text) => text.replace('<IsTruncated>false', '<IsTruncated>true')),
    /does not say where$/,
  ],
];

describe('listObjects()', () => {
  it.each(UNCLEAR)('does not take %s for a listing', async (_name, fault, why) => {
    bench.proxy.inject(() => fault);

    await expect(listed()).rejects.toMatchObject({
      code: 'S3_REPLY_UNCLEAR',
      isRetryable: true,
      message: expect.stringMatching(why),
      hint: expect.stringContaining('proxy'),
    });
  });

  it('asks again, so that one unclear reply is no matter', async () => {
    let replies = 0;
    bench.proxy.inject(() => {
      replies += 1;
      return replies === 1 ? answer('') : undefined;
    });

    expect(await listed()).toEqual(['in/a', 'in/b', 'in/c']);
    expect(replies).toBe(2);
  });

  it('does not go round for ever', async () => {
    const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>';
    const again = change((text) => text.replace('<IsTruncated>false</IsTruncated>', more));
    bench.proxy.inject(({ operation, query }) => {
      const isSame = operation === 'ListObjects' && query.get('continuation-token') !== null;
      return isSame ? answer(`<ListBucketResult>${more}</ListBucketResult>`) : again;
    });

    await expect(listed()).rejects.toMatchObject({
      code: 'S3_REPLY_UNCLEAR',
      message: expect.stringContaining('no end'),
    });
  });

  it('takes an empty list for what it is', async () => {
    expect(await listObjects(bench.s3, at('nothing/')).next()).toEqual({
      done: true,
      value: undefined,
    });
  });
});

describe('pages of HTML in the place of an object', () => {
  it('are no object and no bucket', async () => {
    bench.proxy.inject(() => answer(PAGE, 'text/html'));
    const unclear = { code: 'S3_REPLY_UNCLEAR' };

    await expect(headObject(bench.s3, at('in/a'))).rejects.toMatchObject(unclear);
    await expect(headBucket(bench.s3, 'data')).rejects.toMatchObject(unclear);
    await expect(readText(bench.s3, at('in/a'), { most: 100 })).rejects.toMatchObject(unclear);
  });

  it('are objects where S3 keeps them', async () => {
    await putText(bench.direct, at('page.html'), { text: PAGE, contentType: 'text/html' });

    expect(await readText(bench.s3, at('page.html'), { most: 1000 })).toBe(PAGE);
    expect(await headObject(bench.s3, at('page.html'))).toMatchObject({ bytes: PAGE.length });
  });
});

describe('dropEmptyUploads()', () => {
  it('keeps an upload with parts where the list of its parts does not come', async () => {
    const Key = 'large';
    const { UploadId } = await bench.direct.send(
      new CreateMultipartUploadCommand({ Bucket: 'data', Key }),
    );
    await bench.direct.send(
      new UploadPartCommand({ Bucket: 'data', Key, UploadId, PartNumber: 1, Body: 'part' }),
    );
    bench.proxy.inject(({ operation }) => (operation === 'ListParts' ? answer('') : undefined));

    await dropEmptyUploads(bench.s3, at(Key));

    expect(await TestBucket.of(bench.direct, 'data').unfinished()).toEqual([Key]);
  });
});

import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import {
  CompleteMultipartUploadCommand,
  HeadObjectCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { S3Server } from '../s3-server.ts';
import { MIB, TestBucket } from '../test-bucket.ts';

let server: S3Server;
let bucket: TestBucket;

beforeEach(async () => {
  server = await S3Server.start();
  bucket = await TestBucket.create(server.client(), 'kept');
});
afterEach(() => server.remove());

async function restart(): Promise<void> {
  await server.stop();
  server = await S3Server.start({}, server.folder);
}

const bodies = () => readdir(join(server.folder, 'bodies'));

describe('a store that is opened again', () => {
  it('holds buckets, objects and what is said about them', async () => {
    await bucket.put('k', 'body', { Metadata: { a: '1' }, ContentType: 'text/plain' });
    const head = () =>
      server
        .client()
        .send(new HeadObjectCommand({ Bucket: 'kept', Key: 'k', ChecksumMode: 'ENABLED' }));
    const { $metadata: _before, ...before } = await head();
    await restart();

    const { $metadata: _after, ...after } = await head();
    expect(after).toEqual(before);
    expect((await buffer(server.store.read('kept', 'k'))).toString()).toBe('body');
    expect(server.store.bucketRegion('kept')).toBe('us-east-1');
  });

  it('goes on with multipart uploads', async () => {
    const at = { Bucket: 'kept', Key: 'long', UploadId: await bucket.begin('long') };
    const large = Buffer.alloc(5 * MIB, 'l');
    await server.client().send(new UploadPartCommand({ ...at, PartNumber: 1, Body: large }));
    await restart();

    const s3 = server.client();
    await s3.send(new UploadPartCommand({ ...at, PartNumber: 2, Body: 'end' }));
    const { Parts } = await s3.send(new ListPartsCommand(at));
    await s3.send(new CompleteMultipartUploadCommand({ ...at, MultipartUpload: { Parts } }));
    await restart();
    const body = await buffer(server.store.read('kept', 'long'));
    expect(body.equals(Buffer.concat([large, Buffer.from('end')]))).toBe(true);
  });

  it('removes what nobody finished', async () => {
    await bucket.put('k', 'body');
    await writeFile(join(server.folder, 'bodies', 'a1'.repeat(16)), 'x');
    await writeFile(join(server.folder, 'documents', `${'a1'.repeat(12)}.json.new`), '{');
    await restart();

    expect(await bodies()).toHaveLength(1);
    expect(await readdir(join(server.folder, 'documents'))).toHaveLength(2);
  });

  it('does not take the parts of an object for those of its upload when it stopped in between', async () => {
    const at = { Bucket: 'kept', Key: 'k', UploadId: await bucket.begin('k') };
    const s3 = server.client();
    await s3.send(new UploadPartCommand({ ...at, PartNumber: 1, Body: 'part' }));
    const documents = join(server.folder, 'documents');
    const { readFile } = await import('node:fs/promises');
    const before = await Promise.all(
      (await readdir(documents)).map(
        async (name) => [name, await readFile(join(documents, name))] as const,
      ),
    );
    const { Parts } = await s3.send(new ListPartsCommand(at));
    await s3.send(new CompleteMultipartUploadCommand({ ...at, MultipartUpload: { Parts } }));
    for (const [name, text] of before) await writeFile(join(documents, name), text);
    await restart();

    expect((await buffer(server.store.read('kept', 'k'))).toString()).toBe('part');
    expect(await readdir(documents)).toHaveLength(2);
  });
});

describe('the bytes on disk', () => {
  it('are those of the objects alone', async () => {
    await bucket.put('k', 'one');
    await bucket.put('k', 'two');
    await bucket.put('k', 'three', { ChecksumCRC32: 'AAAAAA==' }).catch(() => undefined);
    await bucket.put('k', 'four', { IfNoneMatch: '*' }).catch(() => undefined);

    expect(await bodies()).toHaveLength(1);
    await server.store.delete('kept', 'k');
    expect(await bodies()).toHaveLength(0);
  });

  it('stay for a reader who came before they were replaced', async () => {
    await server.store.write('kept', 'k', [Buffer.alloc(MIB, 'old')]);
    const reading = server.store.read('kept', 'k')[Symbol.asyncIterator]();
    const first = await reading.next();
    await server.store.write('kept', 'k', [Buffer.from('new')]);
    await server.store.delete('kept', 'k');

    let bytes = (first.value as Uint8Array).length;
    for (let step = await reading.next(); !step.done; step = await reading.next()) {
      bytes += step.value.length;
    }
    expect(bytes).toBe(MIB);
    expect(await bodies()).toHaveLength(0);
  });

  it('are those the caller gave, though its buffer is used again', async () => {
    const buffer1 = Buffer.alloc(4);
    function* body() {
      for (const text of ['aaaa', 'bbbb', 'cccc']) {
        buffer1.write(text);
        yield buffer1;
      }
    }
    await server.store.write('kept', 'k', body());

    expect((await buffer(server.store.read('kept', 'k'))).toString()).toBe('aaaabbbbcccc');
    expect((await buffer(server.store.read('kept', 'k', { start: 3, end: 5 }))).toString()).toBe(
      'abb',
    );
  });

  it('pass through bounded memory', async () => {
    const piece = Buffer.alloc(MIB, 7);
    function* body() {
      for (let i = 0; i < 256; i += 1) yield piece;
    }
    const before = process.memoryUsage().rss;
    let peak = before;
    const sampler = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 5);
    await server.store.write('kept', 'large', body());
    clearInterval(sampler);

    expect(server.store.list('kept', 'large')[0]?.bytes).toBe(256 * MIB);
    expect((peak - before) / MIB).toBeLessThan(96);
  });
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import {
  headBucket,
  headObject,
  listObjects,
  makeS3Client,
  putText,
  readObject,
  readText,
} from '../../../src/io/index.ts';
import { clientFor } from '../../support/s3-test-server.ts';

describe('S3 objects', () => {
  let emulator: Emulator;
  let s3: S3Client;
  const place = { bucket: 'data', key: 'in/a.txt' };

  beforeAll(async () => {
    emulator = await createEmulator();
    await emulator.createBucket('data');
    s3 = clientFor({ ...emulator, ...emulator.credentials });
    await putText(s3, place, { text: 'héllo', contentType: 'text/plain' });
  });

  afterAll(async () => {
    s3.destroy();
    await emulator.close();
  });

  afterEach(() => {
    vi.unstubAllEnvs();
  });

  describe('makeS3Client()', () => {
    it('asks a server given by its endpoint by path', async () => {
      vi.stubEnv('AWS_ACCESS_KEY_ID', emulator.credentials.accessKeyId);
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', emulator.credentials.secretAccessKey);
      const own = await makeS3Client({ endpoint: emulator.endpoint, region: 'us-east-1' });

      expect(await headBucket(own, 'data')).toEqual({ region: 'us-east-1' });
      own.destroy();
    });

    it('says that there are no credentials', async () => {
      for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE'])
        vi.stubEnv(name, undefined);
      vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
      vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
      vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
      const own = await makeS3Client({ endpoint: emulator.endpoint, region: 'us-east-1' });

      await expect(headBucket(own, 'data')).rejects.toMatchObject({ code: 'S3_CREDENTIALS' });
      own.destroy();
    });
  });

  describe('headBucket()', () => {
    it('tells the region of a bucket that is elsewhere', async () => {
      await emulator.createBucket('elsewhere', { region: 'eu-west-1' });

      expect(await headBucket(s3, 'elsewhere')).toEqual({ region: 'eu-west-1' });
    });

    it('says why it was refused, although the reply to HEAD has no text', async () => {
      const stranger = clientFor(
        { ...emulator, ...emulator.credentials },
        { secretAccessKey: 'wrong' },
      );

      await expect(headBucket(stranger, 'data')).rejects.toMatchObject({
        code: 'S3_CREDENTIALS',
        message: expect.stringContaining('SignatureDoesNotMatch'),
      });
      await expect(headBucket(s3, 'no-such-bucket')).rejects.toMatchObject({
        code: 'S3_BUCKET_NOT_FOUND',
      });
      stranger.destroy();
    });
  });

  describe('headObject()', () => {
    it('tells size and CRC32, and nothing of an object that is not there', async () => {
      expect(await headObject(s3, place)).toEqual({
        bytes: 6,
        crc32: expect.stringMatching(/^.{6}==$/),
        metadata: {},
        etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
        modified: expect.any(Number),
      });
      expect(await headObject(s3, { ...place, key: 'gone' })).toBeUndefined();
    });
  });

  describe('listObjects()', () => {
    it('gives every key of many pages once, in order', async () => {
      await emulator.createBucket('many');
      const keys = Array.from(
        { length: 1_003 },
        (_, index) => `in/${String(index).padStart(5, '0')}`,
      );
      for (let from = 0; from < keys.length; from += 50) {
        const some = keys.slice(from, from + 50);
        await Promise.all(some.map((key) => putText(s3, { bucket: 'many', key }, { text: key })));
      }
      await putText(s3, { bucket: 'many', key: 'other' }, { text: '' });

      const listed: string[] = [];
      let pages = 0;
      for await (const page of listObjects(s3, { bucket: 'many', key: 'in/' })) {
        pages += 1;
        listed.push(...page.map(({ key }) => key));
        expect(page[0]?.bytes).toBe(8);
      }

      expect(listed).toEqual(keys);
      expect(pages).toBe(2);
    });

    it('gives no page where nothing is', async () => {
      const pages = listObjects(s3, { bucket: 'data', key: 'nothing/' });

      expect(await pages.next()).toEqual({ done: true, value: undefined });
    });
  });

  describe('readObject()', () => {
    it('reads what was written', async () => {
      expect(await readText(s3, place, { most: 6 })).toBe('héllo');
      expect(await readText(s3, place, { most: 5 })).toBeUndefined();
    });

    it('says that there is no object', async () => {
      await expect(readObject(s3, { ...place, key: 'gone' }).next()).rejects.toMatchObject({
        code: 'S3_OBJECT_NOT_FOUND',
        key: 'gone',
      });
    });

    it('rethrows the reason of an abort in the middle', async () => {
      const controller = new AbortController();
      const key = 'large';
      await putText(s3, { bucket: 'data', key }, { text: 'x'.repeat(3_000_000) });
      const reading = readObject(s3, { bucket: 'data', key }, { signal: controller.signal });
      await reading.next();

      controller.abort('enough');

      await expect(reading.next()).rejects.toBe('enough');
    });

    it('reads on where the connection broke', async () => {
      const { client, close, ranges } = await breakingServer('half of it', { takesRanges: true });

      const pieces: Uint8Array[] = [];
      for await (const piece of readObject(client, place)) pieces.push(piece);

      expect(Buffer.concat(pieces).toString()).toBe('half of it');
      expect(ranges).toEqual([undefined, 'bytes=4-', 'bytes=8-']);
      close();
    });

    it('says that the connection broke where the server does not read on', async () => {
      const { client, close } = await breakingServer('half of it', { takesRanges: false });
      const reading = readObject(client, place);

      const first = await reading.next();

      expect(Buffer.from(first.value ?? []).toString()).toBe('half');
      await expect(reading.next()).rejects.toMatchObject({ code: 'S3_REQUEST' });
      close();
    });
  });

  describe('putText()', () => {
    it('writes only where nothing is, if asked to', async () => {
      const again = putText(s3, place, { text: 'other', ifNoneMatch: '*' });

      await expect(again).rejects.toMatchObject({ code: 'S3_OBJECT_EXISTS' });
      expect(await readText(s3, place, { most: 100 })).toBe('héllo');
    });
  });
});

/** Sends four bytes of a text at a time and breaks the connection once they are gone. */
async function breakingServer(text: string, { takesRanges }: { readonly takesRanges: boolean }) {
  const ranges: (string | undefined)[] = [];
  const server = createServer(({ headers }, reply) => {
    ranges.push(headers.range);
    const start = takesRanges ? Number(/\d+/.exec(headers.range ?? '0')?.[0]) : 0;
    const range = `bytes ${start}-${text.length - 1}/${text.length}`;
    const isPart = takesRanges && headers.range !== undefined;
    reply.writeHead(isPart ? 206 : 200, {
      'content-length': text.length - start,
      etag: '"e"',
      ...(isPart && { 'content-range': range }),
    });
    reply.write(text.slice(start, start + 4), () => {
      if (start + 4 >= text.length) reply.end();
      else setTimeout(() => reply.destroy(), 50);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const keys = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = clientFor({ endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', ...keys });
  const close = () => {
    client.destroy();
    server.close();
  };
  return { client, close, ranges };
}

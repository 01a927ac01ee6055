import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { HeadObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { NodeSha256 } from '../node-sha256.ts';
import { credentials, refusal, S3Server } from './s3-server.ts';
import { MIB, TestBucket } from './test-bucket.ts';

let server: S3Server;
let bucket: TestBucket;

beforeAll(async () => {
  server = await S3Server.start();
  bucket = await TestBucket.create(server.client(), 'raw');
});
afterAll(() => server.remove());

interface Reply {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const signer = new SignatureV4({
  service: 's3',
  region: 'us-east-1',
  credentials,
  sha256: NodeSha256,
  uriEscapePath: false,
});

function send(
  path: string,
  options: { method?: string; headers?: object; body?: string } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options;
    const call = httpRequest(
      { port: server.port, host: '127.0.0.1', path, method, headers: headers as never },
      (reply) => {
        text(reply).then(
          (got) => resolve({ status: reply.statusCode, headers: reply.headers, body: got }),
          reject,
        );
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

async function sendSigned(
  path: string,
  options: { method: string; headers: object; body?: string },
): Promise<Reply> {
  const host = `127.0.0.1:${server.port}`;
  const request = new HttpRequest({
    method: options.method,
    path,
    headers: { host, ...options.headers },
  });
  const { headers } = await signer.sign(request);
  return send(path, { ...options, headers });
}

describe('createS3Handler()', () => {
  it('writes errors as S3 does', async () => {
    const reply = await send('/raw/k');

    expect(reply.status).toBe(403);
    expect(reply.headers['content-type']).toBe('application/xml');
    const id = reply.headers['x-amz-request-id'] as string;
    expect(reply.body).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>${id}</RequestId></Error>`,
    );
  });

  it('refuses a wrong secret and an unknown key', async () => {
    const call = (more: object) =>
      server
        .client({ credentials: { ...credentials, ...more } })
        .send(new ListObjectsV2Command({ Bucket: 'raw' }));

    expect(await refusal(call({ secretAccessKey: 'wrong' }))).toEqual({
      name: 'SignatureDoesNotMatch',
      status: 403,
    });
    expect(await refusal(call({ accessKeyId: 'stranger' }))).toEqual({
      name: 'InvalidAccessKeyId',
      status: 403,
    });
  });

  it('takes any session token', async () => {
    const s3 = server.client({ credentials: { ...credentials, sessionToken: 'token' } });
    await expect(s3.send(new ListObjectsV2Command({ Bucket: 'raw' }))).resolves.toBeDefined();
  });

  it('serves buckets in the host name', async () => {
    const agent = new Agent({
      lookup: (_host, _options, done) =>
        done(null, [{ address: '127.0.0.1', family: 4 }] as never, 4),
    });
    const s3 = server.client({
      endpoint: `http://localhost:${server.port}`,
      requestHandler: { httpAgent: agent },
    });
    const seen: string[] = [];
    s3.middlewareStack.add(
      (next) => async (args) => {
        seen.push((args.request as HttpRequest).hostname);
        return next(args);
      },
      { step: 'finalizeRequest' },
    );
    await s3.send(new PutObjectCommand({ Bucket: 'raw', Key: 'by host/é', Body: 'hosted' }));

    expect(seen).toEqual(['raw.localhost']);
    expect((await bucket.read('by host/é')).toString()).toBe('hosted');
    agent.destroy();
  });

  it('serves presigned URLs, with the headers they ask for', async () => {
    await bucket.put('signed', 'presigned');
    const url = await signer.presign(
      new HttpRequest({
        method: 'GET',
        path: '/raw/signed',
        query: { 'response-content-type': 'text/x' },
        headers: { host: `127.0.0.1:${server.port}`, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
      }),
      { expiresIn: 60 },
    );
    const query = new URLSearchParams(url.query as Record<string, string>).toString();
    const reply = await send(`${url.path}?${query}`);

    expect(reply).toMatchObject({ status: 200, body: 'presigned' });
    expect(reply.headers['content-type']).toBe('text/x');
    expect((await send(`${url.path}?${query.replace('text', 'test')}`)).status).toBe(403);
  });

  it('refuses a body that is not the signed one', async () => {
    const hash = createHash('sha256').update('other').digest('hex');
    const headers = { 'x-amz-content-sha256': hash, 'content-length': '4' };
    const reply = await sendSigned('/raw/tampered', { method: 'PUT', headers, body: 'body' });

    expect(reply.status).toBe(400);
    expect(reply.body).toContain('<Code>XAmzContentSHA256Mismatch</Code>');
    expect(server.store.list('raw', 'tampered')).toEqual([]);
  });

  it.each([
    ['no trailer', '4\r\nbody\r\n0\r\n\r\n', 'MalformedTrailerError'],
    ['a wrong trailer', '4\r\nbody\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n', 'BadDigest'],
    [
      'another length',
      '5\r\nbody!\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n',
      'IncompleteBody',
    ],
    ['an open end', '4\r\nbody\r\n', 'IncompleteBody'],
    ['no framing', 'body', 'IncompleteBody'],
  ])('refuses an aws-chunked body with %s', async (_name, body, code) => {
    const headers = {
      'content-length': String(body.length),
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '4',
      'x-amz-trailer': 'x-amz-checksum-crc32',
    };
    const reply = await sendSigned('/raw/chunked', { method: 'PUT', headers, body });

    expect(reply.status).toBe(400);
    expect(reply.body).toContain(`<Code>${code}</Code>`);
    expect(server.store.list('raw', 'chunked')).toEqual([]);
  });

  it('verifies signed chunks', async () => {
    const frame = (signature: string) => `4;chunk-signature=${signature}\r\nbody\r\n`;
    const headers = {
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      'x-amz-decoded-content-length': '4',
    };
    const body = `${frame('0'.repeat(64))}0;chunk-signature=${'0'.repeat(64)}\r\n\r\n`;
    const reply = await sendSigned('/raw/chunks', {
      method: 'PUT',
      headers: { ...headers, 'content-length': String(body.length) },
      body,
    });

    expect(reply.status).toBe(403);
    expect(reply.body).toContain('<Code>SignatureDoesNotMatch</Code>');
  });

  it('asks for the length of a body', async () => {
    const headers = {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-trailer': 'x-amz-checksum-crc32',
      'content-length': '5',
    };
    const reply = await sendSigned('/raw/k', { method: 'PUT', headers, body: '0\r\n\r\n' });

    expect(reply.status).toBe(411);
  });

  it('refuses XML it cannot read', async () => {
    const upload = await bucket.begin('xml');
    const body = '<CompleteMultipartUpload><Part>';
    const hash = createHash('sha256').update(body).digest('hex');
    const host = `127.0.0.1:${server.port}`;
    const request = new HttpRequest({
      method: 'POST',
      path: '/raw/xml',
      query: { uploadId: upload },
      headers: { host, 'x-amz-content-sha256': hash, 'content-length': String(body.length) },
    });
    const { headers } = await signer.sign(request);
    const reply = await send(`/raw/xml?uploadId=${upload}`, { method: 'POST', headers, body });

    expect(reply.status).toBe(400);
    expect(reply.body).toContain('<Code>MalformedXML</Code>');
  });

  it('refuses what it does not know instead of taking it for something else', async () => {
    for (const path of ['/raw?tagging', '/raw/k?acl', '/raw/k?retention']) {
      const [plain = '', name = ''] = path.split('?');
      const host = `127.0.0.1:${server.port}`;
      const headers = { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
      const signed = await signer.sign(
        new HttpRequest({ method: 'PUT', path: plain, query: { [name]: '' }, headers }),
      );
      const reply = await send(path, { method: 'PUT', headers: signed.headers });
      expect(reply.status).toBe(501);
    }
  });

  it('keeps the connection for the error of a large upload', async () => {
    const s3 = server.client();
    const call = s3.send(
      new PutObjectCommand({ Bucket: 'not-there', Key: 'k', Body: Buffer.alloc(8 * MIB) }),
    );
    expect(await refusal(call)).toEqual({ name: 'NoSuchBucket', status: 404 });
  });

  it('forgets an upload whose client goes away', async () => {
    const bodies = () => readdir(join(server.folder, 'bodies'));
    const before = await bodies();
    const host = `127.0.0.1:${server.port}`;
    const headers = {
      host,
      'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
      'content-length': '1000',
    };
    const path = '/raw/left';
    const signed = await signer.sign(new HttpRequest({ method: 'PUT', path, headers }));
    const call = httpRequest({
      host: '127.0.0.1',
      port: server.port,
      method: 'PUT',
      path,
      headers: signed.headers,
      agent: false,
    });
    const gone = new Promise((resolve) => call.once('error', resolve));
    call.write('half');
    await vi.waitFor(async () => expect(await bodies()).toHaveLength(before.length + 1));
    call.destroy(new Error('gone'));
    await gone;

    await vi.waitFor(async () => expect(await bodies()).toEqual(before));
    expect(server.store.list('raw', 'left')).toEqual([]);
  });
});

describe('lib-storage', () => {
  it('uploads a stream of unknown length, with IfNoneMatch', async () => {
    const pieces = Array.from({ length: 200 }, (_, i) => Buffer.alloc(60_000, String(i)));
    const upload = () =>
      new Upload({
        client: server.client(),
        params: { Bucket: 'raw', Key: 'stream', Body: Readable.from(pieces), IfNoneMatch: '*' },
        queueSize: 3,
      }).done();
    await upload();

    expect((await bucket.read('stream')).equals(Buffer.concat(pieces))).toBe(true);
    expect(await refusal(upload())).toEqual({ name: 'PreconditionFailed', status: 412 });
  });

  it('puts a small body in one piece', async () => {
    const s3 = server.client();
    const Body = Readable.from(['small']);
    await new Upload({ client: s3, params: { Bucket: 'raw', Key: 'small', Body } }).done();

    const head = await s3.send(new HeadObjectCommand({ Bucket: 'raw', Key: 'small' }));
    expect(head.ContentLength).toBe(5);
    expect(head.ETag).not.toContain('-');
  });

  it('leaves nothing behind when it is aborted', async () => {
    const abort = new AbortController();
    function* endless() {
      for (let i = 0; i < 100; i += 1) {
        if (i === 40) abort.abort();
        yield Buffer.alloc(MIB);
      }
    }
    const upload = new Upload({
      client: server.client(),
      params: { Bucket: 'raw', Key: 'aborted', Body: Readable.from(endless()) },
      abortController: abort,
    });
    await expect(upload.done()).rejects.toThrow();

    expect(server.store.list('raw', 'aborted')).toEqual([]);
  });
});

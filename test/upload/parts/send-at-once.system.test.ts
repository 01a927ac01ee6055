import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type S3Client, UploadPartCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendAtOnce } from '../../../src/upload/parts/send-at-once.ts';
import { clientFor } from '../../support/s3-test-server.ts';

const KEYS = { region: 'us-east-1', accessKeyId: 'test', secretAccessKey: 'test' };

describe('sendAtOnce()', () => {
  let server: Server;
  let s3: S3Client;
  let connections: number;
  let seen: (string | undefined)[];
  let answer: (request: IncomingMessage, reply: ServerResponse) => void;

  beforeEach(async () => {
    [connections, seen] = [0, []];
    const handle = (request: IncomingMessage, reply: ServerResponse) => {
      seen.push(request.headers.expect);
      answer(request, reply);
    };
    server = createServer(handle).on('checkContinue', handle);
    server.on('connection', () => {
      connections += 1;
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    s3 = clientFor({ ...KEYS, endpoint: `http://127.0.0.1:${port}` });
  });

  afterEach(async () => {
    s3.destroy();
    server.closeAllConnections();
    await once(server.close(), 'close');
  });

  const send = (PartNumber: number) => {
    const Body = Buffer.alloc(5 * 1024 ** 2);
    const part = { Bucket: 'b', Key: 'k', UploadId: 'u', PartNumber, Body };
    const command = new UploadPartCommand({ ...part, ChecksumCRC32: 'AAAAAA==' });
    sendAtOnce(command);
    return s3.send(command);
  };

  it('sends one body after the other over one connection, and asks nobody before', async () => {
    answer = (request, reply) => {
      request.resume().once('end', () => reply.setHeader('etag', '"e"').end());
    };

    for (const number of [1, 2, 3]) await send(number);

    expect(seen).toEqual([undefined, undefined, undefined]);
    expect(connections).toBe(1);
  });

  it('asks first where an attempt is repeated, and so sees what a server refuses that reads no body', async () => {
    answer = (request, reply) => {
      if (request.headers.expect === undefined) request.socket.resetAndDestroy();
      else reply.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>');
    };

    await expect(send(1)).rejects.toMatchObject({ name: 'AccessDenied' });

    expect(seen).toEqual([undefined, '100-continue']);
  });
});

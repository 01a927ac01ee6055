import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { NodeSha256 } from './node-sha256.ts';

const MEBI = 1 << 20;
const LONG = 'a'.repeat(100_000);
let emulator: Emulator;
let port: number;

beforeAll(async () => {
  emulator = await createEmulator();
  await emulator.createBucket('data');
  port = Number(new URL(emulator.endpoint).port);
});
afterAll(() => emulator.close());

/** Sends bytes as they are and gives the reply; its connection may be closed by either side. */
function send(...pieces: readonly (string | Uint8Array)[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let reply = '';
    const isWhole = () => {
      const [head = '', body] = reply.split('\r\n\r\n');
      const length = /^content-length: (\d+)/im.exec(head)?.[1];
      return body !== undefined && (length === undefined || body.length >= Number(length));
    };
    socket.on('data', (piece) => {
      reply += piece.toString('latin1');
      if (isWhole()) socket.destroy();
    });
    // who sends more than is read is cut off, once the reply is there
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(reply));
    for (const piece of pieces) socket.write(piece);
  });
}

const statusOf = (reply: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(reply)?.[1]);

async function isAlive(): Promise<boolean> {
  return statusOf(await toS3({ path: '/' })) === 200;
}

interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request that is signed as it should be, and is otherwise what it is. */
async function toS3({ method = 'GET', path, query = {}, body = '', headers = {} }: Sent) {
  const signer = new SignatureV4({
    ...{ service: 's3', region: emulator.region, credentials: emulator.credentials },
    ...{ sha256: NodeSha256, uriEscapePath: false },
  });
  const hash = (kind: string) => createHash(kind).update(body);
  const given = {
    host: `127.0.0.1:${port}`,
    'x-amz-content-sha256': hash('sha256').digest('hex'),
    'content-md5': hash('md5').digest('base64'),
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const request = new HttpRequest({ method, path, query: { ...query }, headers: given });
  const signed = await signer.sign(request);
  const pairs = Object.entries(query).map((pair) => pair.map(encodeURIComponent).join('='));
  const target = pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
  const lines = Object.entries(signed.headers).map(([name, value]) => `${name}: ${value}`);
  return send(`${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, body);
}

/** Sends a request to Bedrock, which takes a token in place of a signature. */
function toBedrock(method: string, path: string, body: string | Uint8Array = '') {
  const head = `${method} ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer token\r\n`;
  return send(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n`, body);
}

const raw = (...lines: readonly string[]) => `${lines.join('\r\n')}\r\n\r\n`;
const NO_HTTP: Readonly<Record<string, string | Uint8Array>> = {
  'bytes that are no HTTP': '\0\u0001garbage\r\n\r\n',
  TLS: Uint8Array.of(0x16, 3, 1, 2, 0, 1, 0),
  'a header of 200 KB': raw('GET / HTTP/1.1', 'host: x', `x: ${LONG}${LONG}`),
  'an address of 100 KB': raw(`GET /${LONG} HTTP/1.1`, 'host: x'),
  '5,000 headers': raw('GET / HTTP/1.1', 'host: x', ...Array<string>(5000).fill('a: b')),
  'two lengths': raw('PUT /data/a HTTP/1.1', 'host: x', 'content-length: 1', 'content-length: 2'),
  'a length below nothing': raw('PUT /data/a HTTP/1.1', 'host: x', 'content-length: -1'),
  'a chunk without a size': `${raw('PUT /data/a HTTP/1.1', 'host: x', 'transfer-encoding: chunked')}zz\r\n`,
  'an address that cannot be decoded': raw('GET /%zz HTTP/1.1', 'host: x', 'authorization: AWS4'),
  'no host': raw('GET / HTTP/1.1'),
};

const CREATE = '/model-invocation-job';
const deep = (open: string, close: string, times: number) =>
  `${open.repeat(times)}${close.repeat(times)}`;
const BEDROCK: Readonly<Record<string, readonly [string, string, (string | Uint8Array)?]>> = {
  'a body of 64 MiB': ['POST', CREATE, new Uint8Array(64 * MEBI)],
  'a body of nested arrays': ['POST', CREATE, deep('[', ']', 400_000)],
  'nested arrays in a member': ['POST', CREATE, `{"tags":${deep('[', ']', 300_000)}}`],
  'nested objects in a member': ['POST', CREATE, `{"tags":${deep('{"a":', '}', 99)}}`],
  null: ['POST', CREATE, 'null'],
  'a number': ['POST', CREATE, '1e999'],
  nothing: ['POST', CREATE],
  'a prototype': ['POST', CREATE, '{"__proto__":{"jobName":"a"},"jobName":{"__proto__":1}}'],
  'members of other types': ['POST', CREATE, '{"jobName":1,"roleArn":[],"modelId":{},"tags":"x"}'],
  'a name of 900 KB': ['POST', CREATE, `{"jobName":"${'a'.repeat(900_000)}"}`],
  'no UTF-8': ['POST', CREATE, Uint8Array.of(0x7b, 0xff, 0x7d)],
  'an id of 10 KB': ['GET', `${CREATE}/${'a'.repeat(10_000)}`],
  'an id that cannot be decoded': ['GET', `${CREATE}/%ff%zz`],
  'a page of NaN': ['GET', `${CREATE}s?maxResults=NaN`],
  'a token of someone else': ['GET', `${CREATE}s?nextToken=%7B`],
  'a time that is none': ['GET', `${CREATE}s?submitTimeAfter=never`],
  'a method that is none': ['PATCH', CREATE, '{}'],
};

const xml = (body: string | Uint8Array): Sent => ({
  ...{ method: 'POST', path: '/data', query: { delete: '' }, body },
});
const put = (headers: Readonly<Record<string, string>>, body = 'abc'): Sent => ({
  ...{ method: 'PUT', path: '/data/c', body, headers },
});
const CHUNKED = {
  'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
  'x-amz-decoded-content-length': '5',
};
const ENTITIES = Array.from(
  { length: 20 },
  (_, at) => `<!ENTITY x${at + 1} "${`&x${at};`.repeat(10)}">`,
);
const S3: Readonly<Record<string, Sent>> = {
  'XML of 9 MiB': xml('a'.repeat(9 * MEBI)),
  'XML that is none': xml('<<<>>>'),
  'XML of nothing': xml(''),
  'nested XML': xml(deep('<a>', '</a>', 300_000)),
  'nested XML where there is some': xml(
    `<Delete>${deep('<Object>', '</Object>', 99_999)}</Delete>`,
  ),
  'XML without keys': xml('<Delete></Delete>'),
  '2,000 keys': xml(`<Delete>${'<Object><Key>a</Key></Object>'.repeat(2000)}</Delete>`),
  'XML that is no UTF-8': xml(Uint8Array.of(0x3c, 0xff, 0x3e)),
  'a part of NaN': { method: 'PUT', path: '/data/a', query: { uploadId: 'x', partNumber: 'NaN' } },
  'an upload of a prototype': {
    method: 'DELETE',
    path: '/data/a',
    query: { uploadId: '__proto__' },
  },
  'a bucket of a prototype': { path: '/constructor/a' },
  'a bucket above': { method: 'PUT', path: '/..' },
  'a key of 2,000 bytes': { method: 'PUT', path: `/data/${'a'.repeat(2000)}` },
  'keys below nothing': { path: '/data', query: { 'max-keys': '-5' } },
  'a token that is none': { path: '/data', query: { 'list-type': '2', 'continuation-token': '%' } },
  'a source that cannot be decoded': put({ 'x-amz-copy-source': '%zz' }),
  'a source above': put({ 'x-amz-copy-source': '../../etc/passwd' }),
  'an object of 6 GiB': put({ 'content-length': String(6 * 1024 ** 3) }),
  'a length beyond counting': put({ 'content-length': '99999999999999999' }),
  'a chunk beyond counting': put(CHUNKED, 'fffffffffffffff\r\nhello\r\n0\r\n\r\n'),
  'chunks that are none': put(CHUNKED, 'zz'.repeat(50_000)),
  'a checksum that is none': put({ 'x-amz-checksum-crc32': 'x' }),
};

describe('an emulator that is asked for nonsense', () => {
  it.each(Object.entries(NO_HTTP))('refuses %s and goes on', async (_, bytes) => {
    expect(statusOf(await send(bytes))).toSatisfy(isRefusal);
    expect(await isAlive()).toBe(true);
  });

  it.each(Object.entries(BEDROCK))('refuses %s as Bedrock and goes on', async (_, sent) => {
    const reply = await toBedrock(...sent);

    expect(statusOf(reply)).toSatisfy(isRefusal);
    expect(JSON.parse(reply.split('\r\n\r\n')[1] ?? '')).toHaveProperty('message');
    expect(await isAlive()).toBe(true);
  });

  it.each(Object.entries(S3))('refuses %s as S3 and goes on', async (_, sent) => {
    const reply = await toS3(sent);

    expect(statusOf(reply)).toSatisfy(isRefusal);
    expect(reply).toMatch(/<Error><Code>\w+<\/Code>/);
    expect(await isAlive()).toBe(true);
  });

  it('takes entities of entities for what stands there', async () => {
    const key = '<Object><Key>&x20;</Key></Object>';
    const body = `<!DOCTYPE a [<!ENTITY x0 "x">${ENTITIES.join('')}]><Delete>${key}</Delete>`;

    const reply = await toS3(xml(body));

    expect(reply.length).toBeLessThan(1000);
    expect(await isAlive()).toBe(true);
  });

  it('puts keys with dots into the bucket and nowhere else', async () => {
    expect(statusOf(await toS3({ method: 'PUT', path: '/data/../../x', body: 'a' }))).toBe(200);
    expect(await toS3({ path: '/data', query: { 'list-type': '2' } })).toContain(
      '<Key>../../x</Key>',
    );
  });
});

/** What is wrong with a request is the client's fault, never the server's. */
function isRefusal(status: number): boolean {
  return status >= 400 && status < 500;
}

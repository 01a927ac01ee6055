import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { passOn, serveOnLoopback } from './loopback.ts';

/** A request as the proxy sees it. */
export interface SeenRequest {
  /** Name of the S3 operation. */
  readonly operation: string;
  /** Path without the query: `/bucket/key`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

/**
 * What happens to a request:
 * - `lose-reply`: the server gets it and acts, the client's connection breaks before the reply;
 * - `cut-request`: the connection breaks before the server has it;
 * - `refuse`: 503 SlowDown without asking the server;
 * - `deny`: 403 AccessDenied without asking the server;
 * - `acted`: the server gets it and acts; this is called, and the client gets no reply;
 * - `answer`: this is the reply, and the server is not asked;
 * - `change`: the server's reply with another body of its own length; with `breakAfter` the connection ends behind that many
 *   bytes of it;
 * - a promise: it waits for that first.
 */
export type Fault =
  | 'lose-reply'
  | 'cut-request'
  | 'refuse'
  | 'deny'
  | { readonly acted: () => unknown }
  | { readonly answer: { readonly type: string; readonly body: string } }
  | { readonly change: (body: Buffer) => Buffer; readonly breakAfter?: number }
  | Promise<unknown>;

/** A proxy in front of an S3 server. The Host header passes as it is, so signatures stay right. */
export interface FaultProxy {
  readonly endpoint: string;
  /** Every request so far, in the order they came. */
  readonly seen: readonly SeenRequest[];
  /** Decides what happens to each request from now on; undefined passes it on. */
  readonly inject: (fault: (request: SeenRequest) => Fault | undefined) => void;
  readonly stop: () => Promise<void>;
}

/** Starts a proxy on a free port of the loopback. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const seen: SeenRequest[] = [];
  let faultOf: (request: SeenRequest) => Fault | undefined = () => undefined;
  const server = await serveOnLoopback((incoming, reply) => {
    const seenRequest = describeRequest(incoming);
    seen.push(seenRequest);
    void act(faultOf(seenRequest), { target, incoming, reply });
  });
  return {
    ...server,
    seen,
    inject: (fault) => {
      faultOf = fault;
    },
  };
}

interface Exchange {
  readonly target: string;
  readonly incoming: IncomingMessage;
  readonly reply: ServerResponse;
}

async function act(fault: Fault | undefined, exchange: Exchange): Promise<void> {
  const { incoming, reply } = exchange;
  if (fault === 'cut-request') {
    incoming.socket.destroy();
  } else if (fault === 'refuse' || fault === 'deny') {
    incoming.resume();
    await once(incoming, 'end').catch(() => undefined);
    const [status, code] = fault === 'deny' ? [403, 'AccessDenied'] : [503, 'SlowDown'];
    const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>No</Message></Error>`;
    reply
      .writeHead(status, { 'content-type': 'application/xml' })
      .end(incoming.method === 'HEAD' ? '' : body);
  } else if (typeof fault === 'object' && 'answer' in fault) {
    incoming.resume();
    const { type, body } = fault.answer;
    reply.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
    reply.end(incoming.method === 'HEAD' ? '' : body);
  } else if (typeof fault === 'object' && 'change' in fault) {
    await passChanged(exchange, fault);
  } else {
    const acted = typeof fault === 'object' && 'acted' in fault ? fault.acted : undefined;
    if (typeof fault === 'object') await fault;
    await pass(exchange, fault === 'lose-reply' || acted !== undefined, acted);
  }
}

async function passChanged(
  { target, incoming, reply }: Exchange,
  { change, breakAfter }: Extract<Fault, { readonly change: unknown }>,
): Promise<void> {
  const onward = passOn(target, incoming).end();
  const [answer] = (await once(onward, 'response')) as [IncomingMessage];
  const body = change(await buffer(answer));
  const { 'transfer-encoding': _, ...headers } = answer.headers;
  reply.writeHead(answer.statusCode ?? 502, { ...headers, 'content-length': body.length });
  if (breakAfter === undefined) reply.end(body);
  else reply.write(body.subarray(0, breakAfter), () => setTimeout(() => reply.destroy(), 50));
}

async function pass(
  { target, incoming, reply }: Exchange,
  losesReply: boolean,
  acted: () => unknown = () => undefined,
): Promise<void> {
  const onward = passOn(target, incoming);
  onward.on('error', () => incoming.socket.destroy());
  incoming.on('error', () => onward.destroy());
  incoming.on('aborted', () => onward.destroy());
  onward.on('response', (answer) => {
    if (losesReply) {
      answer.resume();
      answer.on('end', () => {
        acted();
        incoming.socket.destroy();
      });
      return;
    }
    reply.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.on('error', () => reply.destroy());
    answer.pipe(reply);
  });
  incoming.pipe(onward);
}

function describeRequest({ method, url, headers }: IncomingMessage): SeenRequest {
  const { pathname, searchParams } = new URL(url ?? '/', 'http://127.0.0.1');
  const hasKey = /^\/[^/]+\/.+/.test(pathname);
  const operation = hasKey
    ? objectOperation(method, searchParams)
    : bucketOperation(method, searchParams);
  return { operation, path: decodeURIComponent(pathname), query: searchParams, headers };
}

function objectOperation(method: string | undefined, query: URLSearchParams): string {
  if (query.has('uploads')) return 'CreateMultipartUpload';
  if (!query.has('uploadId')) {
    return (
      { GET: 'GetObject', HEAD: 'HeadObject', PUT: 'PutObject', DELETE: 'DeleteObject' }[
        method ?? ''
      ] ?? ''
    );
  }
  const ofParts = {
    PUT: 'UploadPart',
    POST: 'CompleteMultipartUpload',
    DELETE: 'AbortMultipartUpload',
    GET: 'ListParts',
  } as Record<string, string>;
  return ofParts[method ?? ''] ?? '';
}

function bucketOperation(method: string | undefined, query: URLSearchParams): string {
  if (query.has('uploads')) return 'ListMultipartUploads';
  return { GET: 'ListObjects', HEAD: 'HeadBucket', PUT: 'CreateBucket' }[method ?? ''] ?? '';
}

import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describeRequest, type SeenRequest } from './described-request.ts';
import { passOn, serveOnLoopback } from './loopback.ts';

export type { SeenRequest } from './described-request.ts';

/**
 * What happens to a request:
 * - `lose-reply`: the server gets it and acts, the client's connection breaks before the reply;
 * - `cut-request`: the connection breaks before the server has it;
 * - `refuse`: 503 SlowDown without asking the server;
 * - `deny`: 403 AccessDenied without asking the server;
 * - `acted`: the server gets it and acts; this is called, and the client gets no reply;
 * - `answer`: this is the reply, 200 unless it says otherwise, and the server is not asked;
 * - `change`: the server's reply with another body of its own length, and with `headers` other headers; with `breakAfter` the
 *   connection ends behind that many bytes of it;
 * - `send`: the server gets another body of the same length;
 * - `hang-up`: the server gets it and acts, and the connection ends in the middle of the reply's head;
 * - a promise: it waits for that first.
 */
export type Fault =
  | 'lose-reply'
  | 'cut-request'
  | 'refuse'
  | 'deny'
  | 'hang-up'
  | { readonly acted: () => unknown }
  | { readonly answer: Answer }
  | {
      readonly change: (body: Buffer) => Buffer;
      readonly headers?: (headers: IncomingHttpHeaders) => IncomingHttpHeaders;
      readonly breakAfter?: number | ((body: Buffer) => number);
    }
  | { readonly send: (body: Buffer) => Buffer }
  | Promise<unknown>;

/** A reply that no server made. */
export interface Answer {
  readonly status?: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A proxy in front of a server of S3, of Bedrock or of both. The Host header passes as it is, so signatures stay right. */
export interface FaultProxy {
  readonly endpoint: string;
  /** Every request so far, in the order they came. */
  readonly seen: readonly SeenRequest[];
  /** Decides what happens to each request from now on; undefined passes it on. */
  readonly inject: (fault: (request: SeenRequest) => Fault | undefined) => void;
  readonly stop: () => Promise<void>;
}

/** Starts a proxy on a free port of the loopback, in front of one server, or of the one that each request is for. */
export async function startFaultProxy(
  target: string | ((request: SeenRequest) => string),
): Promise<FaultProxy> {
  const seen: SeenRequest[] = [];
  let faultOf: (request: SeenRequest) => Fault | undefined = () => undefined;
  const server = await serveOnLoopback((incoming, reply) => {
    const seenRequest = describeRequest(incoming);
    seen.push(seenRequest);
    const server = typeof target === 'string' ? target : target(seenRequest);
    // where the server goes, so does the client's connection
    act(faultOf(seenRequest), { target: server, incoming, reply }).catch(() =>
      incoming.socket.destroy(),
    );
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
  if (fault === 'cut-request') {
    exchange.incoming.socket.destroy();
  } else if (fault === 'hang-up') {
    await hangUp(exchange);
  } else if (fault === 'refuse' || fault === 'deny') {
    await answer(exchange, REFUSALS[fault]);
  } else if (typeof fault === 'object') {
    await actOn(fault, exchange);
  } else {
    await pass(exchange, fault === 'lose-reply');
  }
}

async function actOn(fault: Extract<Fault, object>, exchange: Exchange): Promise<void> {
  if ('answer' in fault) {
    await answer(exchange, fault.answer);
  } else if ('change' in fault) {
    await passChanged(exchange, fault);
  } else if ('send' in fault) {
    await passSent(exchange, fault.send);
  } else if ('acted' in fault) {
    await pass(exchange, true, fault.acted);
  } else {
    await fault;
    await pass(exchange, false);
  }
}

function refusal(status: number, code: string): Answer {
  const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>No</Message></Error>`;
  return { status, type: 'application/xml', body };
}

const REFUSALS = { deny: refusal(403, 'AccessDenied'), refuse: refusal(503, 'SlowDown') };

async function answer(
  { incoming, reply }: Exchange,
  { status = 200, type, body, headers }: Answer,
): Promise<void> {
  incoming.resume();
  await once(incoming, 'end').catch(() => undefined);
  const length = { 'content-type': type, 'content-length': Buffer.byteLength(body) };
  reply.writeHead(status, { ...length, ...headers });
  reply.end(incoming.method === 'HEAD' ? '' : body);
}

async function passChanged(
  { target, incoming, reply }: Exchange,
  { change, headers: headersOf, breakAfter }: Extract<Fault, { readonly change: unknown }>,
): Promise<void> {
  const onward = passOn(target, incoming);
  onward.on('error', () => incoming.socket.destroy());
  incoming.pipe(onward);
  const [given] = (await once(onward, 'response')) as [IncomingMessage];
  const body = change(await buffer(given));
  const { 'transfer-encoding': _, ...named } = given.headers;
  const headers = { ...(headersOf?.(named) ?? named), 'content-length': String(body.length) };
  reply.writeHead(given.statusCode ?? 502, headers);
  if (breakAfter === undefined) {
    reply.end(body);
    return;
  }
  const length = typeof breakAfter === 'number' ? breakAfter : breakAfter(body);
  reply.write(body.subarray(0, length), () => setTimeout(() => reply.destroy(), 50));
}

async function passSent(exchange: Exchange, send: (body: Buffer) => Buffer): Promise<void> {
  const { target, incoming, reply } = exchange;
  const body = send(await buffer(incoming));
  const onward = passOn(target, incoming);
  onward.on('error', () => incoming.socket.destroy());
  onward.end(body);
  const [given] = (await once(onward, 'response')) as [IncomingMessage];
  reply.writeHead(given.statusCode ?? 502, given.headers);
  given.pipe(reply);
}

/** The reply to a request without a body in the reply has nothing else to be cut in. */
async function hangUp({ target, incoming }: Exchange): Promise<void> {
  const onward = passOn(target, incoming);
  onward.on('error', () => incoming.socket.destroy());
  incoming.pipe(onward);
  const [given] = (await once(onward, 'response')) as [IncomingMessage];
  await buffer(given);
  incoming.socket.write(`HTTP/1.1 ${given.statusCode ?? 502} `, () => incoming.socket.destroy());
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

import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { passOn, serveOnLoopback } from './loopback.ts';

/** A reply of Bedrock on its way to the client. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A call as the proxy sees it: the method, the path without the query, and which call of its method it is, from 1. */
export interface ProxiedCall {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly count: number;
}

/** Says what the client is told instead; undefined leaves the reply as it is. */
export type Rewrite = (call: ProxiedCall, reply: Reply) => Partial<Reply> | undefined;

/** A proxy in front of Bedrock that carries every call out and then changes what comes back. */
export interface ReplyProxy {
  readonly endpoint: string;
  readonly calls: readonly ProxiedCall[];
}

/** Starts a proxy on a free port of the loopback; it is closed after the test. */
export async function startReplyProxy(target: string, rewrite: Rewrite): Promise<ReplyProxy> {
  const calls: ProxiedCall[] = [];
  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const sent = await buffer(incoming);
    const { method = '', url = '/' } = incoming;
    const count = calls.filter((call) => call.method === method).length + 1;
    const call = { method, path: new URL(url, target).pathname, body: String(sent), count };
    calls.push(call);
    const reply = await carryOut(target, incoming, sent);
    const { status, headers, body } = { ...reply, ...rewrite(call, reply) };
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
  };
  const { endpoint, stop } = await serveOnLoopback((incoming, response) => {
    void answer(incoming, response);
  });
  onTestFinished(stop);
  return { endpoint, calls };
}

async function carryOut(target: string, incoming: IncomingMessage, sent: Buffer): Promise<Reply> {
  const onward = passOn(target, incoming).end(sent);
  const [answer] = (await once(onward, 'response')) as [IncomingMessage];
  const body = String(await buffer(answer));
  return { status: answer.statusCode ?? 502, headers: answer.headers, body };
}

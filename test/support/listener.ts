import type { IncomingHttpHeaders } from 'node:http';
import { onTestFinished } from 'vitest';
import { serveOnLoopback } from './loopback.ts';

/** A server that nobody should call, and what it was sent. */
export interface Listener {
  readonly endpoint: string;
  readonly heard: readonly { readonly url: string; readonly headers: IncomingHttpHeaders }[];
}

/** Starts a server on the loopback that notes every request and refuses it; closed after the test. */
export async function startListener(): Promise<Listener> {
  const heard: { url: string; headers: IncomingHttpHeaders }[] = [];
  const { endpoint, stop } = await serveOnLoopback((request, response) => {
    heard.push({ url: request.url ?? '', headers: request.headers });
    response.writeHead(400).end();
  });
  onTestFinished(stop);
  return { endpoint, heard };
}

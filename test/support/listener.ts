import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server that nobody should call, and what it was sent. */
export interface Listener {
  readonly endpoint: string;
  readonly heard: readonly { readonly url: string; readonly headers: IncomingHttpHeaders }[];
}

/** Starts a server on the loopback that notes every request and refuses it; closed after the test. */
export async function startListener(): Promise<Listener> {
  const heard: { url: string; headers: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    heard.push({ url: request.url ?? '', headers: request.headers });
    response.writeHead(400).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, request } from 'node:http';

/** A server of a test. */
export interface LoopbackServer {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

/** Starts a server on a free port of the loopback. */
export async function serveOnLoopback(answer: RequestListener): Promise<LoopbackServer> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

/** Begins the same request at another server. The Host header passes as it is, so that signatures stay right. */
export function passOn(target: string, { method, url: path, headers }: IncomingMessage) {
  const { hostname, port } = new URL(target);
  return request({ hostname, port, method, path, headers, agent: false });
}

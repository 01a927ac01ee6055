import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvalidOptionError } from '../../core/index.ts';
import type { RequestHandler } from './request-handler.ts';

/** A server on 127.0.0.1 that listens. */
export interface LoopbackServer {
  readonly port: number;
  /** Ends the server and all its connections. */
  end(): Promise<void>;
}

/**
 * Starts a server on 127.0.0.1.
 *
 * @param port 0 for a free one.
 * @throws {InvalidOptionError} `INVALID_OPTION` for a port that cannot be listened on.
 */
export async function startLoopbackServer(
  handle: RequestHandler,
  port: number,
): Promise<LoopbackServer> {
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  // Longer than clients keep an idle connection, so that the emulator is never the one to close it.
  server.keepAliveTimeout = 120_000;
  // An upload may take as long as it likes.
  server.requestTimeout = 0;
  await bind(server, port);
  return { port: (server.address() as AddressInfo).port, end: () => endServer(server) };
}

function bind(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(portError(port, cause)));
    server.listen(port, '127.0.0.1', resolve);
  });
}

function portError(port: number, cause: NodeJS.ErrnoException): InvalidOptionError {
  return new InvalidOptionError(
    `Port ${port} on 127.0.0.1 cannot be listened on: ${cause.code ?? cause.message}`,
    {
      option: 'port',
      received: String(port),
      cause,
      hint: 'Choose another port, or 0 for a free one',
    },
  );
}

function endServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2';
import {
  type AddressInfo,
  createServer as createSocketServer,
  type Server,
  type Socket,
} from 'node:net';
import { InvalidOptionError } from '../../core/index.ts';
import type { RequestHandler } from './request-handler.ts';

/** A server on 127.0.0.1 that listens. */
export interface LoopbackServer {
  readonly port: number;
  /** Ends the server and all its connections. */
  end(): Promise<void>;
}

/**
 * Starts a server on 127.0.0.1 that speaks HTTP/1.1, and HTTP/2 with clients that begin so: the SDK's client of Bedrock's runtime speaks
 * nothing else unless told to, also where nothing is encrypted.
 *
 * @param port 0 for a free one.
 * @throws {InvalidOptionError} `INVALID_OPTION` for a port that cannot be listened on.
 */
export async function startLoopbackServer(
  handle: RequestHandler,
  port: number,
): Promise<LoopbackServer> {
  const sockets = new Set<Socket>();
  const connect = connector(handle);
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    connect(socket);
  });
  await bind(server, port);
  return { port: (server.address() as AddressInfo).port, end: () => endServer(server, sockets) };
}

/** What a client of HTTP/2 says first. Source: RFC 9113, section 3.4. */
const PREFACE = 'PRI * HTTP/2.0';

/** Hands each connection to the server of what its first bytes speak. */
function connector(handle: RequestHandler): (socket: Socket) => void {
  const plain = plainServer(handle);
  const second = createHttp2Server((request, response) => {
    handle(asPlainRequest(request), asPlainResponse(response)).catch(() => response.destroy());
  });
  // A client that goes away takes its session with it; there is nobody to tell.
  second.on('sessionError', () => undefined);
  return (socket) => {
    // Before a server has it, nobody else listens to what goes wrong with it.
    socket.on('error', () => socket.destroy());
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      const isSecond = first.subarray(0, PREFACE.length).toString('latin1') === PREFACE;
      (isSecond ? second : plain).emit('connection', socket);
      if (!isSecond) socket.resume();
    });
  };
}

function plainServer(handle: RequestHandler): ReturnType<typeof createServer> {
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  // Longer than clients keep an idle connection, so that the emulator is never the one to close it.
  server.keepAliveTimeout = 120_000;
  // An upload may take as long as it likes.
  server.requestTimeout = 0;
  return server;
}

/** In HTTP/2 the host is the authority; handlers read no more of a request than both have. */
function asPlainRequest(request: Http2ServerRequest): IncomingMessage {
  request.headers.host ??= request.authority;
  return request as unknown as IncomingMessage;
}

function asPlainResponse(response: Http2ServerResponse): ServerResponse {
  return response as unknown as ServerResponse;
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

function endServer(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}

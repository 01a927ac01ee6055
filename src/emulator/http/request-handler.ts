import type { IncomingMessage, ServerResponse } from 'node:http';

/** Serves one HTTP request. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatCount } from '../../core/index.ts';
import type { Fault } from '../http/fault.ts';
import { readBody } from '../http/read-body.ts';
import type { RequestHandler } from '../http/request-handler.ts';
import { WireError } from '../http/wire-error.ts';
import type { Credentials } from '../signature/credentials.ts';
import { hasBearerToken, parseLongDate } from '../signature/read-signature.ts';
import { presentedSignature, verifySignature } from '../signature/verify-signature.ts';
import type { CallFaults, JsonService, VerifiedRequest } from './json-service.ts';
import { otherRegion, unreadable } from './refusals.ts';

/** Options of {@link createJsonHandler}. */
export interface JsonHandlerOptions<Operation extends string> {
  readonly credentials: readonly Credentials[];
  readonly region: string;
  readonly faults?: CallFaults<Operation> | undefined;
  /** The clock that replies are dated by. Default: the world's. */
  readonly now?: (() => Date) | undefined;
}

/** Makes the handler of a service that speaks JSON. Memory: one body per request. */
export function createJsonHandler<Operation extends string>(
  service: JsonService<Operation>,
  options: JsonHandlerOptions<Operation>,
): RequestHandler {
  const handler = new JsonHandler(service, options);
  return (request, response) => handler.serve(request, response);
}

class JsonHandler<Operation extends string> {
  readonly #service: JsonService<Operation>;
  readonly #options: JsonHandlerOptions<Operation>;
  readonly #counts = new Map<Operation, number>();

  constructor(service: JsonService<Operation>, options: JsonHandlerOptions<Operation>) {
    this.#service = service;
    this.#options = options;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const call = await this.#service.read(await this.#receive(request));
      const fault: Fault = this.#nextFault(call.operation) ?? { delay: 0 };
      if ('hangUp' in fault) return hangUp(response);
      if ('status' in fault) throw new WireError(fault);
      if ('delay' in fault && fault.delay > 0) await sleep(fault.delay);
      const body = await call.perform();
      if ('after' in fault) return hangUp(response);
      this.#send(response, 200, body);
    } catch (error) {
      this.#sendError(response, error);
    }
  }

  async #receive(request: IncomingMessage): Promise<VerifiedRequest> {
    const { method = '', url: rawUrl = '', headers } = request;
    const longest = this.#service.longestBody(rawUrl);
    const body = await readBody(request, longest);
    if (body === undefined) throw unreadable(`it is longer than ${formatCount(longest)} bytes`);
    const received = { method, rawUrl, headers, body };
    await this.#authenticate(received);
    return received;
  }

  /**
   * A client signs by the world's clock; the SDK goes by the date of the last reply instead, where that is far from it. So any time
   * from the one clock to the other is taken.
   */
  async #authenticate(request: VerifiedRequest): Promise<void> {
    const { name: service, takesBearerTokens } = this.#service;
    if (takesBearerTokens && hasBearerToken(request)) return;
    const { credentials, region } = this.#options;
    const signed = presentedSignature(request, service);
    const now = () => this.#nearestTime(parseLongDate(signed.longDate));
    await verifySignature(request, { service, credentials, now });
    if (signed.region !== region) throw otherRegion(signed.region, region);
  }

  /** The time between the world's clock and the one of the replies that is nearest to a signing time. */
  #nearestTime(signedAt: Date | undefined): Date {
    const world = Date.now();
    const own = this.#options.now?.().getTime() ?? world;
    const wanted = signedAt?.getTime() ?? world;
    return new Date(Math.min(Math.max(wanted, Math.min(world, own)), Math.max(world, own)));
  }

  #nextFault(operation: Operation): Fault | undefined {
    const count = (this.#counts.get(operation) ?? 0) + 1;
    this.#counts.set(operation, count);
    return this.#options.faults?.({ operation, count });
  }

  #send(response: ServerResponse, status: number, body: Uint8Array, headers = {}): void {
    response.writeHead(status, {
      'content-type': this.#service.contentType,
      'content-length': body.byteLength,
      'x-amzn-requestid': randomUUID(),
      date: (this.#options.now?.() ?? new Date()).toUTCString(),
      ...headers,
    });
    response.end(body);
  }

  #sendError(response: ServerResponse, thrown: unknown): void {
    if (response.headersSent || response.destroyed) return hangUp(response);
    const error = thrown instanceof WireError ? thrown : this.#unexpected(thrown);
    const { body, headers } = this.#service.errorReply(error);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    this.#send(response, error.status, new TextEncoder().encode(text), headers);
  }

  #unexpected(error: unknown): WireError {
    const message = `[emulator] ${error instanceof Error ? error.message : String(error)}`;
    return new WireError({ status: 500, code: this.#service.internalError, message });
  }
}

function hangUp(response: ServerResponse): void {
  response.destroy();
}

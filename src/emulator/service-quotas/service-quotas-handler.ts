import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../http/fault.ts';
import { readBody } from '../http/read-body.ts';
import type { RequestHandler } from '../http/request-handler.ts';
import { WireError } from '../http/wire-error.ts';
import type { Credentials } from '../signature/credentials.ts';
import { headerValue, type SignedRequest } from '../signature/read-signature.ts';
import { presentedSignature, verifySignature } from '../signature/verify-signature.ts';
import type { QuotaOperations } from './quota-operations.ts';
import { noSuchOperation, otherRegion, unreadable } from './refusals.ts';
import type { OperationName, ServiceQuotasWire } from './service-quotas-wire.ts';

/** A call to Service Quotas, as a test may want to make it fail. */
export interface ServiceQuotasCall {
  /** Name in the API, such as `ListServiceQuotas`. */
  readonly operation: OperationName;
  /** Which call of the operation it is, from 1; pages and retries count. */
  readonly count: number;
}

/** Decides for each call that is in order whether something goes wrong with it. */
export type ServiceQuotasFaults = (call: ServiceQuotasCall) => Fault | undefined;

/** Options of {@link createServiceQuotasHandler}. */
export interface ServiceQuotasHandlerOptions {
  readonly operations: QuotaOperations;
  readonly credentials: readonly Credentials[];
  readonly region: string;
  readonly faults?: ServiceQuotasFaults | undefined;
}

const LONGEST_BODY = 1 << 16;

/** Makes the handler of Service Quotas. Its SDK is loaded with the first call. Memory: one body of at most 64 KiB per request. */
export function createServiceQuotasHandler(options: ServiceQuotasHandlerOptions): RequestHandler {
  const handler = new ServiceQuotasHandler(options);
  return (request, response) => handler.serve(request, response);
}

class ServiceQuotasHandler {
  readonly #options: ServiceQuotasHandlerOptions;
  readonly #counts = new Map<OperationName, number>();
  #wire: Promise<ServiceQuotasWire> | undefined;

  constructor(options: ServiceQuotasHandlerOptions) {
    this.#options = options;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const wire = await this.#loadWire();
      const { operation, input } = await this.#receive(request, wire);
      const fault: Fault = this.#nextFault(operation) ?? { delay: 0 };
      if ('hangUp' in fault) return abort(response);
      if ('status' in fault) throw new WireError(fault);
      if ('delay' in fault && fault.delay > 0) await sleep(fault.delay);
      const body = wire.encode(operation, this.#options.operations.perform(operation, input));
      if ('after' in fault) return abort(response);
      send(response, 200, body);
    } catch (error) {
      sendError(response, error);
    }
  }

  #loadWire(): Promise<ServiceQuotasWire> {
    this.#wire ??= import('./aws-service-quotas-wire.ts').then((module) =>
      module.createServiceQuotasWire(),
    );
    return this.#wire;
  }

  async #receive(request: IncomingMessage, wire: ServiceQuotasWire) {
    const { method = '', url: rawUrl = '', headers } = request;
    const body = await readBody(request, LONGEST_BODY);
    if (body === undefined) throw unreadable('it is longer than 64 KiB');
    const signed = { method, rawUrl, headers, body };
    await this.#authenticate(signed);
    const target = headerValue(signed, 'x-amz-target') ?? '';
    const operation = wire.route(target);
    if (operation === undefined) throw noSuchOperation(target);
    return { operation, input: await wire.decode(operation, body) };
  }

  async #authenticate(request: SignedRequest): Promise<void> {
    const { credentials, region } = this.#options;
    const now = (): Date => new Date();
    await verifySignature(request, { service: 'servicequotas', credentials, now });
    const signed = presentedSignature(request, 'servicequotas');
    if (signed.region !== region) throw otherRegion(signed.region, region);
  }

  #nextFault(operation: OperationName): Fault | undefined {
    const count = (this.#counts.get(operation) ?? 0) + 1;
    this.#counts.set(operation, count);
    return this.#options.faults?.({ operation, count });
  }
}

function abort(response: ServerResponse): void {
  response.destroy();
}

function send(response: ServerResponse, status: number, body: Uint8Array): void {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'content-length': body.byteLength,
    'x-amzn-requestid': randomUUID(),
  });
  response.end(body);
}

/** AWS JSON 1.1 names the error in the body. */
function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) return abort(response);
  const { status, code, message } = error instanceof WireError ? error : unexpected(error);
  const body = JSON.stringify({ __type: code, Message: message });
  send(response, status, new TextEncoder().encode(body));
}

function unexpected(error: unknown): WireError {
  const message = `[emulator] ${error instanceof Error ? error.message : String(error)}`;
  return new WireError({ status: 500, code: 'ServiceException', message });
}

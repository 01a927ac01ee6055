import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiShapeName, checkConstraints } from '../../core/index.ts';
import type { Fault } from '../http/fault.ts';
import { splitRawUrl } from '../http/raw-url.ts';
import { readBody } from '../http/read-body.ts';
import type { RequestHandler } from '../http/request-handler.ts';
import { WireError } from '../http/wire-error.ts';
import type { Credentials } from '../signature/credentials.ts';
import { hasBearerToken, type SignedRequest } from '../signature/read-signature.ts';
import { presentedSignature, verifySignature } from '../signature/verify-signature.ts';
import type { EmulatedJobRequest } from './jobs/job.ts';
import type { ModelListRequest } from './operations/foundation-models.ts';
import type { JobOperations } from './operations/job-operations.ts';
import type { BedrockWire, OperationName } from './wire/bedrock-wire.ts';
import { constraintsBroken, noSuchOperation, otherRegion, unreadable } from './wire/refusals.ts';

/** A call to Bedrock, as a test may want to make it fail. */
export interface BedrockCall {
  /** Name in the API, such as `CreateModelInvocationJob`. */
  readonly operation: OperationName;
  /** Which call of the operation it is, from 1; retries count. */
  readonly count: number;
}

/** Decides for each call that is in order whether something goes wrong with it. */
export type BedrockFaults = (call: BedrockCall) => Fault | undefined;

/** Options of {@link createBedrockHandler}. */
export interface BedrockHandlerOptions {
  readonly operations: JobOperations;
  readonly listModels: (request: ModelListRequest) => Readonly<Record<string, unknown>>;
  readonly credentials: readonly Credentials[];
  readonly region: string;
  readonly faults?: BedrockFaults | undefined;
}

interface Call {
  readonly operation: OperationName;
  readonly input: Readonly<Record<string, unknown>>;
}

const LONGEST_BODY = 1 << 20;

/** Makes the handler of Bedrock's batch inference calls. Memory: one body of at most 1 MiB per request. */
export async function createBedrockHandler(
  options: BedrockHandlerOptions,
): Promise<RequestHandler> {
  const { createBedrockWire } = await import('./wire/aws-bedrock-wire.ts');
  const handler = new BedrockHandler(options, createBedrockWire());
  return (request, response) => handler.serve(request, response);
}

class BedrockHandler {
  readonly #options: BedrockHandlerOptions;
  readonly #wire: BedrockWire;
  readonly #counts = new Map<OperationName, number>();

  constructor(options: BedrockHandlerOptions, wire: BedrockWire) {
    this.#options = options;
    this.#wire = wire;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { operation, input } = await this.#receive(request);
      const fault: Fault = this.#nextFault(operation) ?? { delay: 0 };
      if ('hangUp' in fault) return abort(response);
      if ('status' in fault) throw new WireError(fault);
      if ('delay' in fault && fault.delay > 0) await sleep(fault.delay);
      const reply = this.#wire.encode(operation, await this.#perform({ operation, input }));
      if ('after' in fault) return abort(response);
      send(response, { status: 200, body: reply });
    } catch (error) {
      sendError(response, error);
    }
  }

  async #receive(request: IncomingMessage): Promise<Call> {
    const { method = '', url: rawUrl = '', headers } = request;
    const body = await readBody(request, LONGEST_BODY);
    if (body === undefined) throw unreadable('it is longer than 1 MiB');
    await this.#authenticate({ method, rawUrl, headers, body });
    const { path, query } = splitRawUrl(rawUrl);
    const routed = this.#wire.route(method, path);
    if (routed === undefined) throw noSuchOperation(method, path);
    const { operation, labels } = routed;
    const input = await this.#wire.decode(operation, { labels, query, body });
    const shapeName: ApiShapeName = `${operation}Request`;
    // Members that a service does not know are ignored, as in every rest-json service.
    const findings = checkConstraints(shapeName, input).filter(({ rule }) => rule !== 'known');
    if (findings.length > 0) throw constraintsBroken(findings);
    return { operation, input };
  }

  /**
   * Any bearer token is taken as an API key of the account. Signing times are compared with the world's clock: clients do not
   * follow the emulator's.
   */
  async #authenticate(request: SignedRequest): Promise<void> {
    if (hasBearerToken(request)) return;
    const { credentials, region } = this.#options;
    await verifySignature(request, { service: 'bedrock', credentials, now: () => new Date() });
    const signed = presentedSignature(request, 'bedrock');
    if (signed.region !== region) throw otherRegion(signed.region, region);
  }

  #nextFault(operation: OperationName): Fault | undefined {
    const count = (this.#counts.get(operation) ?? 0) + 1;
    this.#counts.set(operation, count);
    return this.#options.faults?.({ operation, count });
  }

  async #perform({ operation, input }: Call): Promise<Readonly<Record<string, unknown>>> {
    const { operations, listModels } = this.#options;
    const identifier = String(input['jobIdentifier']);
    switch (operation) {
      case 'CreateModelInvocationJob':
        return { ...(await operations.create(input as unknown as EmulatedJobRequest)) };
      case 'GetModelInvocationJob':
        return operations.get(identifier);
      case 'ListModelInvocationJobs':
        return operations.list(input);
      case 'StopModelInvocationJob':
        return operations.stop(identifier);
      case 'ListFoundationModels':
        return listModels(input);
    }
  }
}

function abort(response: ServerResponse): void {
  response.destroy();
}

interface Reply {
  readonly status: number;
  readonly body: Uint8Array;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': body.byteLength,
    'x-amzn-requestid': randomUUID(),
    ...headers,
  });
  response.end(body);
}

function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) return abort(response);
  const { status, code, message } = error instanceof WireError ? error : unexpected(error);
  const body = new TextEncoder().encode(JSON.stringify({ message }));
  send(response, { status, body, headers: { 'x-amzn-errortype': code } });
}

function unexpected(error: unknown): WireError {
  const message = `[emulator] ${error instanceof Error ? error.message : String(error)}`;
  return new WireError({ status: 500, code: 'InternalServerException', message });
}

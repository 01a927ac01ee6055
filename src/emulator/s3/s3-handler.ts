import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../http/fault.ts';
import type { RequestHandler } from '../http/request-handler.ts';
import { WireError } from '../http/wire-error.ts';
import { type ChunkSignatures, chunkSignatures } from '../signature/chunk-signatures.ts';
import type { Credentials } from '../signature/credentials.ts';
import type { PresentedSignature } from '../signature/read-signature.ts';
import { presentedSignature, verifySignature } from '../signature/verify-signature.ts';
import { type BodyClaims, readBodyClaims } from './body/body-claims.ts';
import { RequestBody } from './body/request-body.ts';
import { checkBucket } from './bucket-check.ts';
import type { S3Faults } from './faults.ts';
import type { Operation, OperationCall, OperationReply } from './operations/operation.ts';
import { operationTable } from './operations/operation-table.ts';
import type { DiskObjectStore } from './store/disk-object-store.ts';
import { type ReadRequest, readRequest } from './wire/read-request.ts';
import { beginReply, sendError, sendOutput } from './wire/replies.ts';
import type { OperationName, S3Wire } from './wire/s3-wire.ts';

/** Options of {@link createS3Handler}. */
export interface S3HandlerOptions {
  readonly store: DiskObjectStore;
  readonly credentials: readonly Credentials[];
  /** The clock that signing times are compared with. Default: the machine's, which is what clients sign with. */
  readonly now?: (() => Date) | undefined;
  /** Makes requests fail on purpose. Default: none. */
  readonly faults?: S3Faults | undefined;
}

/**
 * Makes the HTTP side of S3: reads, verifies and answers requests about the objects of a store.
 *
 * Memory: about 1 MiB per request under way, at most 8 MiB for one that carries XML.
 */
export function createS3Handler(options: S3HandlerOptions): RequestHandler {
  let wire: Promise<S3Wire> | undefined;
  return async (request, response) => {
    beginReply(response);
    try {
      wire ??= import('./wire/aws-s3-wire.ts').then((module) => module.createS3Wire());
      await new Exchange(options, await wire, request, response).run();
    } catch (error) {
      sendError(response, error);
    } finally {
      // What the client still sends after its reply is taken and dropped, so that the connection can be used again.
      if (!request.destroyed) request.resume();
    }
  };
}

/** One request and its reply. */
class Exchange {
  readonly #options: S3HandlerOptions;
  readonly #wire: S3Wire;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;

  constructor(
    options: S3HandlerOptions,
    wire: S3Wire,
    request: IncomingMessage,
    response: ServerResponse,
  ) {
    this.#options = options;
    this.#wire = wire;
    this.#request = request;
    this.#response = response;
  }

  async run(): Promise<void> {
    const signature = await this.#verify();
    const read = readRequest(this.#request);
    const fault = this.#options.faults?.({
      operation: read.operation,
      bucket: read.bucket,
      key: read.key === '' ? undefined : read.key,
      partNumber: partNumberOf(read),
    });
    if (fault !== undefined && (await this.#suffer(fault))) return;
    const reply = await this.#perform(read, signature);
    try {
      if (fault !== undefined && 'after' in fault) this.#response.destroy();
      else await this.#send(read.operation, reply);
    } finally {
      await reply.body?.release();
    }
  }

  async #send(operation: OperationName, reply: OperationReply<OperationName>): Promise<void> {
    const output = this.#wire.encode(operation, reply.output);
    const status = reply.status ?? output.status;
    await sendOutput(this.#response, { ...output, status }, reply.body);
  }

  async #verify(): Promise<PresentedSignature> {
    const signed = {
      method: this.#request.method ?? 'GET',
      rawUrl: this.#request.url ?? '/',
      headers: this.#request.headers,
    };
    const { credentials, now = () => new Date() } = this.#options;
    await verifySignature(signed, { service: 's3', credentials, now });
    return presentedSignature(signed, 's3');
  }

  /** Lets a fault happen; tells whether nothing more is to be done. */
  async #suffer(fault: Fault): Promise<boolean> {
    if ('status' in fault) throw new WireError(fault);
    if ('delay' in fault) await this.#delay(fault.delay);
    if (!('hangUp' in fault)) return false;
    this.#response.destroy();
    return true;
  }

  /** Waits, but no longer than the client does. */
  async #delay(milliseconds: number): Promise<void> {
    const gone = new AbortController();
    const onClose = () => gone.abort();
    this.#response.once('close', onClose);
    try {
      await sleep(milliseconds, undefined, { signal: gone.signal });
    } finally {
      this.#response.off('close', onClose);
    }
  }

  async #perform(
    read: ReadRequest,
    signature: PresentedSignature,
  ): Promise<OperationReply<OperationName>> {
    const { store } = this.#options;
    const { operation, bucket, key, query } = read;
    const { headers } = this.#request;
    const expectedOwner = headers['x-amz-expected-bucket-owner'] as string | undefined;
    checkBucket(store, { ...read, signingRegion: signature.region, expectedOwner });
    const body = await this.#body(operation, signature);
    const xml = this.#wire.takesXml(operation) ? await body.collect() : undefined;
    const call: OperationCall<OperationName> = {
      operation,
      input: this.#wire.decode(operation, { bucket, key, query, headers, xml }),
      bucket,
      key,
      headers,
      signingRegion: signature.region,
      store,
      body,
    };
    return (operationTable[operation] as Operation<OperationName>)(call);
  }

  async #body(operation: OperationName, signature: PresentedSignature): Promise<RequestBody> {
    const about = operation === 'CompleteMultipartUpload' ? 'object' : 'body';
    const claims = readBodyClaims(this.#request.headers, about);
    return new RequestBody(this.#request, claims, await this.#chunkSignatures(claims, signature));
  }

  async #chunkSignatures(
    { framing }: BodyClaims,
    presented: PresentedSignature,
  ): Promise<ChunkSignatures | undefined> {
    if (framing === 'plain' || framing === 'chunked') return undefined;
    const isTrailerSigned = framing === 'signed-chunks-and-trailer';
    return chunkSignatures(presented, this.#options.credentials, isTrailerSigned);
  }
}

function partNumberOf({ operation, query }: ReadRequest): number | undefined {
  const text = query.get('partNumber')?.[0];
  return operation.startsWith('UploadPart') && text !== undefined ? Number(text) : undefined;
}

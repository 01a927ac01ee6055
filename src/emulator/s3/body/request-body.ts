import type { IncomingMessage } from 'node:http';
import type { ChunkSignatures } from '../../signature/chunk-signatures.ts';
import { malformedXml } from '../wire/s3-errors.ts';
import { algorithmsOf, type BodyClaims, checkClaims } from './body-claims.ts';
import type { ChecksumAlgorithm } from './checksums.ts';
import { ChunkedDecoder } from './chunked-decoder.ts';
import { type BodyStore, digestBytes, type ReceivedBody } from './received-body.ts';

/** 10,000 parts with two checksums each are below 4 MiB. */
const LARGEST_XML_BYTES = 1 << 23;

/** The body of one request: its claims, and its bytes, once. */
export class RequestBody {
  readonly claims: BodyClaims;
  readonly #request: IncomingMessage;
  readonly #decoder: ChunkedDecoder | undefined;

  /** @param signatures Verifies each chunk where the client signs them. */
  constructor(request: IncomingMessage, claims: BodyClaims, signatures?: ChunkSignatures) {
    this.claims = claims;
    this.#request = request;
    this.#decoder = claims.framing === 'plain' ? undefined : new ChunkedDecoder(signatures);
  }

  /**
   * Puts the body on disk and holds its claims against it.
   *
   * Memory: about 1 MiB, whatever the size.
   *
   * @throws {WireError} 400 when the body is not what the headers say; nothing is left on disk then.
   */
  async receive(store: BodyStore, algorithms: readonly ChecksumAlgorithm[]): Promise<ReceivedBody> {
    const wanted = new Set([...algorithms, ...algorithmsOf(this.claims)]);
    const received = await store.receive(this.#bytes(), wanted);
    try {
      checkClaims(this.claims, received, this.#decoder?.trailers ?? new Map());
      return received;
    } catch (error) {
      await store.discard(received);
      throw error;
    }
  }

  /**
   * Collects a small body and holds its claims against it.
   *
   * Memory: the body, at most 8 MiB.
   *
   * @throws {WireError} 400 when it is larger, or not what the headers say.
   */
  async collect(): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of this.#bytes()) {
      bytes += piece.length;
      if (bytes > LARGEST_XML_BYTES) throw malformedXml();
      pieces.push(piece);
    }
    const body = Buffer.concat(pieces);
    const digests = await digestBytes(body, new Set(algorithmsOf(this.claims)));
    checkClaims(this.claims, digests, this.#decoder?.trailers ?? new Map());
    return body;
  }

  /** The connection outlives an early stop: the error reply has to travel on it. */
  async *#bytes(): AsyncGenerator<Uint8Array, void, undefined> {
    const pieces: AsyncIterable<Uint8Array> = this.#request.iterator({ destroyOnReturn: false });
    for await (const piece of pieces) {
      if (this.#decoder === undefined) yield piece;
      else yield* this.#decoder.push(piece);
    }
    this.#decoder?.finish();
  }
}

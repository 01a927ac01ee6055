import type { S3Client } from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import { BufferPool, type OpenSink, type S3Place } from '../../io/index.ts';
import { type Patience, patienceAfter } from '../call/patience.ts';
import type { SendingRules } from '../call/upload-options.ts';
import { below } from '../objects/target.ts';
import type { ObjectTarget } from '../parts/object-upload.ts';
import { StreamedObject } from './aws-streamed-object.ts';
import { ObjectSink, type PartTaker } from './object-sink.ts';
import { PartLanes } from './part-lanes.ts';
import type { StreamedObjects, StreamOptions } from './streamed-objects.ts';

const REQUESTS_IN_FLIGHT = 8;

/** Where objects go, and how they are written. */
interface Streaming {
  readonly root: S3Place;
  readonly options: StreamOptions;
  readonly rules: SendingRules;
}

/** {@link StreamedObjects} of S3. */
export class AwsStreamedObjects implements StreamedObjects {
  readonly #s3: S3Client;
  readonly #streaming: Streaming;
  readonly #lanes: PartLanes;
  readonly #patience: Patience;
  readonly #pool: BufferPool;
  readonly #objects = new Set<StreamedObject>();
  /** How many bytes may be kept yet, and not be sent as parts. */
  #toKeep: number;

  constructor(s3: S3Client, streaming: Streaming) {
    const { rules, options } = streaming;
    this.#s3 = s3;
    this.#streaming = streaming;
    this.#lanes = new PartLanes(rules.concurrency, options.signal);
    this.#patience = patienceAfter(this.#lanes.signal);
    this.#pool = new BufferPool(rules.partBytes);
    this.#toKeep = rules.partBytes;
  }

  readonly open: OpenSink = (path, hasher) => {
    const { partBytes } = this.#streaming.rules;
    const taker = this.#takerOf(new StreamedObject(this.#s3, this.#targetOf(path)));
    return new ObjectSink(taker, hasher, { partBytes, pool: this.#pool });
  };

  room(): Promise<void> {
    return this.#lanes.room();
  }

  async appear(): Promise<void> {
    await this.#lanes.idle();
    this.#lanes.signal.throwIfAborted();
    await pLimit(REQUESTS_IN_FLIGHT).map(this.#objects, async (object) => {
      if (this.#lanes.signal.aborted) return;
      await object.appear().catch((error: unknown) => this.#lanes.stop(error));
    });
    this.#lanes.signal.throwIfAborted();
  }

  keep(): void {
    this.#objects.clear();
    this.#pool.drop();
    this.#patience[Symbol.dispose]();
  }

  async drop(): Promise<void> {
    this.#lanes.stop(new Error('What was sent is dropped'));
    await this.#lanes.idle();
    await pLimit(REQUESTS_IN_FLIGHT).map(this.#objects, (object) => object.drop());
    this.keep();
  }

  #takerOf(object: StreamedObject): PartTaker {
    this.#objects.add(object);
    let parts = 0;
    const send: PartTaker['send'] = (number, part) => {
      parts = number;
      this.#lanes.send(async () => {
        await object.send(number, part);
        this.#pool.give(part.bytes);
      });
    };
    return {
      requireGood: () => this.#lanes.signal.throwIfAborted(),
      send,
      end: (digest, last) => {
        const isKept = parts === 0 && last.length <= this.#toKeep;
        if (!isKept && parts === 0) send(1, { bytes: last, crc32: digest.crc32 });
        object.end(digest, isKept ? this.#keep(last) : undefined);
      },
    };
  }

  /** Only as much memory stays as there are bytes. */
  #keep(last: Uint8Array): Uint8Array {
    this.#toKeep -= last.length;
    const kept = new Uint8Array(last);
    this.#pool.give(last);
    return kept;
  }

  #targetOf(path: string): ObjectTarget {
    const { root, options } = this.#streaming;
    return {
      place: below(root, path),
      metadata: {},
      ifNoneMatch: options.replace === true ? undefined : '*',
      sse: options.sse,
      sseKmsKeyId: options.sseKmsKeyId,
      expectedBucketOwner: options.expectedBucketOwner,
      signsPayload: options.signPayload === true,
      onBytes: () => {},
      signal: this.#lanes.signal,
      patience: this.#patience.signal,
    };
  }
}

import type { S3Client } from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import { type DiagnosticCollector, diagnose, S3Error } from '../../core/index.ts';
import {
  headBucket,
  headObject,
  makeS3Client,
  parseS3Uri,
  type S3ClientOptions,
} from '../../io/index.ts';
import type { ObjectInRecord } from './object-in-record.ts';

/** Requests in flight; the SDK keeps 50 connections open at most. */
const CONCURRENCY = 32;
/** Objects that are worth a round: each waits for its slowest request. */
const ROUND = 8 * CONCURRENCY;
const ACCOUNT = /^\d{12}$/;

/** Which client looks at the objects that records refer to. */
export interface CheckS3Options extends S3ClientOptions {
  /** Client to use; it is not destroyed. Default: one made of `region`, `profile` and `endpoint` when the first object comes. */
  readonly s3?: S3Client | undefined;
}

/** Where objects to look at come from. */
export interface ObjectQueue {
  readonly objectsWaiting: number;
  takeObjects(): readonly ObjectInRecord[];
}

/**
 * Looks at objects in S3 without reading them, 32 at a time, between the blocks of a file.
 *
 * Memory: the objects of one block, or 256, and the SDK.
 */
export class S3Objects {
  readonly #options: CheckS3Options;
  readonly #queue: ObjectQueue;
  readonly #collector: DiagnosticCollector;
  #own: S3Client | undefined;
  /** For each bucket that refused something whether that was for the credentials. */
  readonly #asked = new Map<string, Promise<void>>();

  constructor(options: CheckS3Options, queue: ObjectQueue, collector: DiagnosticCollector) {
    this.#options = options;
    this.#queue = queue;
    this.#collector = collector;
  }

  /** Whether enough objects wait to be worth looking at them. */
  get areMany(): boolean {
    return this.#queue.objectsWaiting >= ROUND;
  }

  /**
   * Looks at each object that waits, and reports those that are missing or may not be looked at, in their order.
   *
   * @throws {InvalidOptionError} `INVALID_OPTION` where no region is set anywhere.
   * @throws {S3Error} `S3_CREDENTIALS`, `S3_BUCKET_REGION`, `S3_REQUEST`; no further request is sent then.
   */
  async lookAtAll(asked: AbortSignal | undefined): Promise<void> {
    const objects = this.#queue.takeObjects();
    if (objects.length === 0) return;
    this.#own ??= this.#options.s3 === undefined ? await makeS3Client(this.#options) : undefined;
    const s3 = this.#options.s3 ?? this.#own;
    if (s3 === undefined) return;
    const failure = new AbortController();
    const signal = asked === undefined ? failure.signal : AbortSignal.any([asked, failure.signal]);
    const answers = await pLimit(CONCURRENCY).map(objects, async (object) => {
      if (signal.aborted) return undefined;
      try {
        return await this.#answerFor(object, s3, signal);
      } catch (error) {
        failure.abort(error);
        return undefined;
      }
    });
    signal.throwIfAborted();
    for (const [index, object] of objects.entries()) this.#report(object, answers[index]);
  }

  async #answerFor(
    { uri, bucketOwner }: ObjectInRecord,
    s3: S3Client,
    signal: AbortSignal,
  ): Promise<Answer> {
    const place = parseS3Uri(uri);
    // without a key the request would be one about the bucket
    if (place === undefined || place.key === '') return 'missing';
    const isAccount = bucketOwner !== undefined && ACCOUNT.test(bucketOwner);
    const expectedBucketOwner = isAccount ? bucketOwner : undefined;
    try {
      const head = await headObject(s3, place, { signal, expectedBucketOwner });
      return head === undefined ? 'missing' : 'there';
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      const isRefused = error.httpStatus === 400 || error.httpStatus === 403;
      if (isRefused) await this.#requireCredentials(s3, place.bucket, signal);
      if (error.code === 'S3_ACCESS_DENIED') return 'forbidden';
      throw error;
    }
  }

  /** Asks once for each bucket whether the credentials are at fault: the refusal of a HEAD has no text that says so. */
  #requireCredentials(s3: S3Client, bucket: string, signal: AbortSignal): Promise<void> {
    const asked = this.#asked.get(bucket) ?? askWhy(s3, bucket, signal);
    this.#asked.set(bucket, asked);
    return asked;
  }

  /** Destroys the client, where it was made here. */
  close(): void {
    this.#own?.destroy();
    this.#own = undefined;
  }

  #report({ uri, location, excerpt }: ObjectInRecord, answer: Answer | undefined): void {
    if (answer === undefined || answer === 'there') return;
    const code = answer === 'missing' ? 'S3_REFERENCE_MISSING' : 'S3_REFERENCE_FORBIDDEN';
    this.#collector.addLazily(code, () => diagnose(code, { location, excerpt, args: { uri } }));
  }
}

type Answer = 'there' | 'missing' | 'forbidden';

/** @throws {S3Error} `S3_CREDENTIALS`; that the bucket refuses anything else is no news. */
async function askWhy(s3: S3Client, bucket: string, signal: AbortSignal): Promise<void> {
  try {
    await headBucket(s3, bucket, { signal });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof S3Error && error.code === 'S3_CREDENTIALS') throw error;
  }
}

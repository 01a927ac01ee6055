import type { BodySlice, HeldBodies } from '../../../io/index.ts';
import { WireError } from '../../http/wire-error.ts';
import { type ChecksumAlgorithm, DEFAULT_ALGORITHM } from '../body/checksums.ts';
import { type Body, type ReceivedBody, receiveBody } from '../body/received-body.ts';
import { noSuchKey } from '../wire/s3-errors.ts';
import { isBucketName } from './bucket-name.ts';
import type { ObjectDraft, Precondition } from './entries.ts';
import { KeyIndex } from './key-index.ts';
import { MultipartUploads } from './multipart-uploads.ts';
import type { ByteRange, ObjectStore, StoredObject } from './object-store.ts';
import { sliceRange } from './slice-range.ts';
import type { BucketState, ObjectState } from './states.ts';
import { StoredState } from './stored-state.ts';
import { wholeObject } from './whole-object.ts';

/** Options of {@link openObjectStore}. */
export interface ObjectStoreOptions {
  /** Where everything is kept; made where it is not there. One process at a time. */
  readonly folder: string;
  /** Region of buckets that name none. */
  readonly region: string;
  /** Account id, 12 digits, that owns every bucket. */
  readonly owner: string;
  /** The clock of creation and modification times. */
  readonly now: () => Date;
}

/**
 * Opens the objects of the emulator, as an earlier process left them.
 *
 * Memory: about 1 KiB per object; bodies stay on disk.
 */
export async function openObjectStore(options: ObjectStoreOptions): Promise<DiskObjectStore> {
  return new DiskObjectStore(await StoredState.open(options.folder, options.now), options);
}

/** Buckets and objects on disk; see {@link StoredState} for how they are kept. */
export class DiskObjectStore implements ObjectStore {
  readonly region: string;
  readonly owner: string;
  /** Multipart uploads under way. */
  readonly uploads: MultipartUploads;
  readonly #stored: StoredState;

  /** Works on what is stored; made by {@link openObjectStore}. */
  constructor(stored: StoredState, options: ObjectStoreOptions) {
    this.region = options.region;
    this.owner = options.owner;
    this.uploads = new MultipartUploads(stored);
    this.#stored = stored;
  }

  /** Buckets by name, in the order they were made. */
  get buckets(): readonly BucketState[] {
    return [...this.#stored.buckets.values()].map((entry) => entry.state);
  }

  hasBucket(bucket: string): boolean {
    return this.#stored.buckets.has(bucket);
  }

  bucketRegion(bucket: string): string | undefined {
    return this.#stored.buckets.get(bucket)?.state.region;
  }

  async createBucket(bucket: string, region: string = this.region): Promise<void> {
    if (!isBucketName(bucket)) throw invalidBucketName(bucket);
    await this.#stored.inTurn(bucket, async () => {
      if (this.#stored.buckets.has(bucket)) return;
      const state: BucketState = {
        kind: 'bucket',
        name: bucket,
        region,
        createdAt: this.#stored.now().toISOString(),
      };
      const documentId = this.#stored.documents.newId();
      await this.#stored.documents.save(documentId, state);
      this.#stored.buckets.set(bucket, { state, documentId, objects: new KeyIndex() });
    });
  }

  /**
   * Removes an empty bucket, and what is left of its multipart uploads.
   *
   * @throws {WireError} 404 `NoSuchBucket`, 409 `BucketNotEmpty`.
   */
  async deleteBucket(bucket: string): Promise<void> {
    await this.#stored.inTurn(bucket, async () => {
      const entry = this.#stored.bucket(bucket);
      if (entry.objects.size > 0) throw bucketNotEmpty(bucket);
      this.#stored.buckets.delete(bucket);
      await this.#stored.documents.remove(entry.documentId);
      await this.uploads.forgetBucket(bucket);
    });
  }

  list(bucket: string, prefix: string): readonly StoredObject[] {
    const entry = this.#stored.buckets.get(bucket);
    if (entry === undefined) return [];
    return Array.from(entry.objects.walk(prefix), ({ state }) => storedObject(state));
  }

  async *read(bucket: string, key: string, range?: ByteRange): AsyncIterable<Uint8Array> {
    const { slices, bytes } = this.objectAt(bucket, key);
    const held = this.hold(sliceRange(slices, range ?? { start: 0, end: bytes - 1 }));
    try {
      yield* held;
    } finally {
      await held.release();
    }
  }

  async write(bucket: string, key: string, body: Body): Promise<StoredObject> {
    this.#stored.bucket(bucket);
    const received = await this.receive(copies(body), [DEFAULT_ALGORITHM]);
    const headers = { ContentType: 'binary/octet-stream', ServerSideEncryption: 'AES256' };
    const about = { bucket, key, headers, algorithm: DEFAULT_ALGORITHM };
    return storedObject(await this.put(wholeObject(received, about)));
  }

  async delete(bucket: string, key: string): Promise<void> {
    await this.remove(bucket, key);
  }

  /** Puts bytes on disk where only the caller knows them: to be put, made a part, or discarded. */
  receive(body: Body, algorithms: Iterable<ChecksumAlgorithm>): Promise<ReceivedBody> {
    return receiveBody(this.#stored.bodies, body, algorithms);
  }

  /** The object under a key, if there is one. */
  find(bucket: string, key: string): ObjectState | undefined {
    return this.#stored.bucket(bucket).objects.get(key)?.state;
  }

  /**
   * The object under a key.
   *
   * @throws {WireError} 404 `NoSuchBucket` or `NoSuchKey`.
   */
  objectAt(bucket: string, key: string): ObjectState {
    const state = this.find(bucket, key);
    if (state === undefined) throw noSuchKey(key);
    return state;
  }

  /** Walks the objects of a bucket in order of their keys. */
  *walk(bucket: string, prefix: string, from: string): Generator<ObjectState, void, undefined> {
    for (const { state } of this.#stored.bucket(bucket).objects.walk(prefix, from)) yield state;
  }

  /** Makes an object appear; its bodies are removed when it may not. */
  async put(draft: ObjectDraft, precondition?: Precondition): Promise<ObjectState> {
    try {
      return await this.#stored.inTurn(draft.bucket, () =>
        this.#stored.replaceObject(draft, precondition),
      );
    } catch (error) {
      await this.#stored.discard(draft.slices);
      throw error;
    }
  }

  /** Removes an object if there is one and the precondition holds. */
  async remove(bucket: string, key: string, precondition?: Precondition): Promise<void> {
    await this.#stored.inTurn(bucket, async () => {
      const { objects } = this.#stored.bucket(bucket);
      const entry = objects.get(key);
      precondition?.(entry?.state);
      if (entry === undefined) return;
      await this.#stored.documents.remove(entry.documentId);
      objects.delete(key);
      await this.#stored.discard(entry.state.slices);
    });
  }

  /** Removes bytes that were received and that no object shows. */
  discard(received: ReceivedBody): Promise<void> {
    return this.#stored.discard([received.slice]);
  }

  /** Holds slices of bodies, to be read and then released, whatever happens to their object meanwhile. */
  hold(slices: readonly BodySlice[]): HeldBodies {
    return this.#stored.bodies.hold(slices);
  }

  /** Puts a copy of slices on disk, as {@link receive} does. */
  async receiveCopy(
    slices: readonly BodySlice[],
    algorithms: Iterable<ChecksumAlgorithm>,
  ): Promise<ReceivedBody> {
    const held = this.hold(slices);
    try {
      return await this.receive(held, algorithms);
    } finally {
      await held.release();
    }
  }
}

function storedObject(state: ObjectState): StoredObject {
  const { key, bytes, etag, modifiedAt } = state;
  return { key, bytes, etag, lastModified: new Date(modifiedAt) };
}

/** Callers of the seam may use their buffer again while it waits here to be written. */
async function* copies(body: Body): AsyncGenerator<Uint8Array> {
  for await (const bytes of body) yield new Uint8Array(bytes);
}

function invalidBucketName(bucket: string): WireError {
  return new WireError({
    status: 400,
    code: 'InvalidBucketName',
    message: 'The specified bucket is not valid.',
    fields: { BucketName: bucket },
  });
}

function bucketNotEmpty(bucket: string): WireError {
  return new WireError({
    status: 409,
    code: 'BucketNotEmpty',
    message: 'The bucket you tried to delete is not empty',
    fields: { BucketName: bucket },
  });
}

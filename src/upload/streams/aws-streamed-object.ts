import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { S3Error } from '../../core/index.ts';
import { type FileDigest, type FilePart, headObject, wrapS3Error } from '../../io/index.ts';
import { HASH_ENTRY, isOtherObject, notAsSent } from '../objects/same-object.ts';
import {
  type BegunUpload,
  beginUpload,
  completeUpload,
  NotBegunError,
  putObject,
  sendPart,
} from '../parts/aws-object-requests.ts';
import { dropEmptyUploads, dropUpload, targetOf } from '../parts/aws-unfinished-uploads.ts';
import type { ListedPart } from '../parts/listed-part.ts';
import type { ObjectTarget } from '../parts/object-upload.ts';

/**
 * One object that is sent while its bytes are made, and is seen by nobody until it is whole and asked to appear.
 *
 * Bytes that were kept go in one request then; else they are parts of an upload, which only has to be completed.
 */
export class StreamedObject {
  readonly #s3: S3Client;
  readonly #target: ObjectTarget;
  readonly #parts: ListedPart[] = [];
  #begun: Promise<BegunUpload> | undefined;
  #isBeginUnsure = false;
  #kept: Uint8Array | undefined;
  #digest: FileDigest | undefined;
  /** Whether it was asked to appear, so that it may be there. */
  #mayBeThere = false;

  constructor(s3: S3Client, target: ObjectTarget) {
    this.#s3 = s3;
    this.#target = target;
  }

  /** Ends it. @param kept All of its bytes; undefined where they are parts. */
  end(digest: FileDigest, kept: Uint8Array | undefined): void {
    this.#digest = digest;
    this.#kept = kept;
  }

  /**
   * Sends a part; the first one begins the upload.
   *
   * @param number From 1 on.
   * @throws {S3Error}
   */
  async send(number: number, part: FilePart): Promise<void> {
    await this.#asking(async () => {
      this.#begun ??= this.#begin();
      const { uploadId } = await this.#begun;
      const sent = await sendPart(this.#s3, this.#target, { ...part, uploadId, number });
      this.#parts[number - 1] = sent.part;
    });
  }

  /**
   * Makes it appear, as a whole, where nothing is.
   *
   * @throws {S3Error} `S3_OBJECT_EXISTS`, `S3_OBJECT_DIFFERS`, and what S3 refuses.
   */
  async appear(): Promise<void> {
    const digest = this.#digest;
    if (digest === undefined) throw new RangeError('An object has no end: this is a bug');
    this.#mayBeThere = true;
    await this.#makeOrFind(digest);
    if (this.#isBeginUnsure) await dropEmptyUploads(this.#s3, targetOf(this.#target));
  }

  async #makeOrFind(digest: FileDigest): Promise<void> {
    try {
      await this.#asking(() => this.#make(digest));
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      // where only the reply was lost, it is there and nothing failed
      const head = await this.#head().catch(() => undefined);
      if (head === undefined || isOtherObject(head, digest)) throw error;
      return;
    }
    const head = await this.#head();
    if (head === undefined || isOtherObject(head, digest))
      throw notAsSent(this.#target.place, head, digest);
  }

  /** Drops what was sent, and removes it where it appeared. What cannot be dropped is the next one's to find. */
  async drop(): Promise<void> {
    const upload = await this.#begun?.catch(() => undefined);
    if (upload !== undefined)
      await dropUpload(this.#s3, targetOf(this.#target), upload.uploadId).catch(() => false);
    if (this.#isBeginUnsure) await dropEmptyUploads(this.#s3, targetOf(this.#target));
    // what stood there before is either still there or gone already
    if (this.#mayBeThere && this.#target.ifNoneMatch !== undefined) await this.#remove();
  }

  async #begin(): Promise<BegunUpload> {
    try {
      const begun = await beginUpload(this.#s3, this.#target);
      this.#isBeginUnsure = begun.isUnsure;
      return begun;
    } catch (error) {
      if (!(error instanceof NotBegunError)) throw error;
      this.#isBeginUnsure = error.isUnsure;
      throw error.cause;
    }
  }

  async #make(expected: FileDigest): Promise<void> {
    const object = { ...this.#target, expected };
    if (this.#kept !== undefined) {
      const metadata = expected.hash === '' ? {} : { [HASH_ENTRY]: expected.hash };
      return putObject(this.#s3, { ...object, metadata }, this.#kept);
    }
    const { uploadId } = (await this.#begun) ?? {};
    if (uploadId === undefined) throw new RangeError('An object has no part: this is a bug');
    await completeUpload(this.#s3, object, { uploadId, parts: this.#parts });
  }

  #head() {
    const { place, expectedBucketOwner } = this.#target;
    return headObject(this.#s3, place, { expectedBucketOwner });
  }

  async #remove(): Promise<void> {
    const { place, expectedBucketOwner } = this.#target;
    const command = new DeleteObjectCommand({
      Bucket: place.bucket,
      Key: place.key,
      ExpectedBucketOwner: expectedBucketOwner,
    });
    await this.#s3.send(command).catch(() => undefined);
  }

  /** The reason of an abort passes untouched. */
  async #asking(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (cause) {
      this.#target.signal.throwIfAborted();
      throw wrapS3Error(cause, { verb: 'write', ...targetOf(this.#target) });
    }
  }
}

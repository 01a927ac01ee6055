import { randomBytes } from 'node:crypto';
import { noSuchUpload } from '../wire/s3-errors.ts';
import type { ObjectDraft, PartDraft, Precondition, UploadDraft, UploadEntry } from './entries.ts';
import type { ObjectState, PartState, UploadState } from './states.ts';
import type { StoredState } from './stored-state.ts';
import { compareUtf8 } from './utf8-order.ts';

/** Where an upload is: S3 wants all three to fit. */
export interface UploadAddress {
  readonly bucket: string;
  readonly key: string;
  readonly uploadId: string;
}

/** Makes an object of an upload and its parts, in ascending order of their numbers, or throws. */
export type Assembly = (
  upload: UploadState,
  parts: ReadonlyMap<number, PartState>,
) => Promise<ObjectDraft>;

/** Multipart uploads under way. What changes one takes its bucket's turn. */
export class MultipartUploads {
  readonly #stored: StoredState;

  /** Works on a store's state. */
  constructor(stored: StoredState) {
    this.#stored = stored;
  }

  /** Begins an upload. */
  async create(draft: UploadDraft): Promise<UploadState> {
    return this.#stored.inTurn(draft.bucket, async () => {
      this.#stored.bucket(draft.bucket);
      const state: UploadState = {
        kind: 'upload',
        uploadId: randomBytes(32).toString('base64url'),
        initiatedAt: this.#stored.now().toISOString(),
        ...draft,
      };
      const documentId = this.#stored.documents.newId();
      await this.#stored.documents.save(documentId, state);
      this.#stored.uploads.set(state.uploadId, { state, documentId, parts: new Map() });
      return state;
    });
  }

  /**
   * The upload at an address.
   *
   * @throws {WireError} 404 `NoSuchUpload`.
   */
  at(address: UploadAddress): UploadState {
    return this.#entryAt(address).state;
  }

  /** Uploads of a bucket, by key in UTF-8 byte order and then by their beginning. */
  ofBucket(bucket: string): UploadState[] {
    return [...this.#stored.uploads.values()]
      .map((entry) => entry.state)
      .filter((state) => state.bucket === bucket)
      .sort((a, b) => compareUtf8(a.key, b.key) || compareUtf8(a.initiatedAt, b.initiatedAt));
  }

  /** Parts of an upload in ascending order of their numbers. */
  parts(address: UploadAddress): PartState[] {
    return [...this.#entryAt(address).parts.values()]
      .map((entry) => entry.state)
      .sort((a, b) => a.number - b.number);
  }

  /** Adds or replaces a part; its body is removed when it may not appear. */
  async putPart(address: UploadAddress, draft: PartDraft): Promise<PartState> {
    try {
      return await this.#stored.inTurn(address.bucket, () => this.#replacePart(address, draft));
    } catch (error) {
      await this.#stored.discard([draft.slice]);
      throw error;
    }
  }

  /** Makes the object and ends the upload; parts the object does not hold are removed. */
  async complete(
    address: UploadAddress,
    assemble: Assembly,
    precondition: Precondition,
  ): Promise<ObjectState> {
    return this.#stored.inTurn(address.bucket, async () => {
      const entry = this.#entryAt(address);
      const parts = new Map([...entry.parts].map(([number, part]) => [number, part.state]));
      const draft = await assemble(entry.state, parts);
      const object = await this.#stored.replaceObject(draft, precondition);
      const kept = new Set(draft.slices.map((slice) => slice.file));
      await this.#forget(entry, kept);
      return object;
    });
  }

  /** Ends an upload and removes its parts. */
  async abort(address: UploadAddress): Promise<void> {
    await this.#stored.inTurn(address.bucket, () =>
      this.#forget(this.#entryAt(address), new Set<string>()),
    );
  }

  /** Ends all uploads of a bucket; only for whoever has the bucket's turn. */
  async forgetBucket(bucket: string): Promise<void> {
    for (const entry of [...this.#stored.uploads.values()]) {
      if (entry.state.bucket === bucket) await this.#forget(entry, new Set<string>());
    }
  }

  #entryAt({ bucket, key, uploadId }: UploadAddress): UploadEntry {
    const entry = this.#stored.uploads.get(uploadId);
    if (entry?.state.bucket !== bucket || entry.state.key !== key) throw noSuchUpload(uploadId);
    return entry;
  }

  async #replacePart(address: UploadAddress, draft: PartDraft): Promise<PartState> {
    const entry = this.#entryAt(address);
    const previous = entry.parts.get(draft.number);
    const state: PartState = {
      kind: 'part',
      uploadId: address.uploadId,
      modifiedAt: this.#stored.now().toISOString(),
      ...draft,
    };
    const documentId = previous?.documentId ?? this.#stored.documents.newId();
    await this.#stored.documents.save(documentId, state);
    entry.parts.set(draft.number, { state, documentId });
    if (previous !== undefined) await this.#stored.discard([previous.state.slice]);
    return state;
  }

  /** The upload's document goes first: parts without it are removed at the next start. */
  async #forget(entry: UploadEntry, kept: ReadonlySet<string>): Promise<void> {
    this.#stored.uploads.delete(entry.state.uploadId);
    await this.#stored.documents.remove(entry.documentId);
    const unused: PartState[] = [];
    for (const { state, documentId } of entry.parts.values()) {
      await this.#stored.documents.remove(documentId);
      if (!kept.has(state.slice.file)) unused.push(state);
    }
    await this.#stored.discard(unused.map((part) => part.slice));
  }
}

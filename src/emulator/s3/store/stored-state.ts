import { join } from 'node:path';
import { BodyFolder, type BodySlice, DocumentFolder } from '../../../io/index.ts';
import { noSuchBucket } from '../wire/s3-errors.ts';
import type { BucketEntry, ObjectDraft, Precondition, UploadEntry } from './entries.ts';
import { loadEntries } from './load-entries.ts';
import type { ObjectState } from './states.ts';
import { Turns } from './turns.ts';

/**
 * What is on disk and what is known of it: bodies in one folder, a JSON document for each bucket, object, upload and
 * part in another.
 *
 * What changes a bucket takes turns, so that of several conditional writes one wins. A document is written before what
 * it says is seen, and replaced in one step: after a crash every object is as it was or as it was to be.
 */
export class StoredState {
  readonly bodies: BodyFolder;
  readonly documents: DocumentFolder;
  /** The clock of creation and modification times. */
  readonly now: () => Date;
  /** In the order they were made. */
  readonly buckets: Map<string, BucketEntry>;
  readonly uploads: Map<string, UploadEntry>;
  readonly #turns = new Turns();

  private constructor(folders: Folders, entries: Entries, now: () => Date) {
    this.bodies = folders.bodies;
    this.documents = folders.documents;
    this.buckets = entries.buckets;
    this.uploads = entries.uploads;
    this.now = now;
  }

  /** Opens a folder as an earlier process left it, and removes the bodies that nothing shows. */
  static async open(folder: string, now: () => Date): Promise<StoredState> {
    const bodies = await BodyFolder.open(join(folder, 'bodies'));
    const documents = await DocumentFolder.open(join(folder, 'documents'));
    const entries = await loadEntries(documents);
    await bodies.removeOthers(entries.files);
    return new StoredState({ bodies, documents }, entries, now);
  }

  /**
   * A bucket with its objects.
   *
   * @throws {WireError} 404 `NoSuchBucket`.
   */
  bucket(name: string): BucketEntry {
    const entry = this.buckets.get(name);
    if (entry === undefined) throw noSuchBucket(name);
    return entry;
  }

  /** Runs an act while nothing else changes the bucket. */
  inTurn<Value>(bucket: string, act: () => Promise<Value>): Promise<Value> {
    return this.#turns.take(bucket, act);
  }

  /** Makes an object appear; only for whoever has the bucket's turn. */
  async replaceObject(draft: ObjectDraft, precondition?: Precondition): Promise<ObjectState> {
    const { objects } = this.bucket(draft.bucket);
    const previous = objects.get(draft.key);
    precondition?.(previous?.state);
    const state: ObjectState = { kind: 'object', ...draft, modifiedAt: this.now().toISOString() };
    const documentId = previous?.documentId ?? this.documents.newId();
    await this.documents.save(documentId, state);
    objects.set(draft.key, { state, documentId });
    if (previous !== undefined) await this.discard(previous.state.slices);
    return state;
  }

  /** Removes bytes that nothing shows any more. */
  discard(slices: readonly BodySlice[]): Promise<void> {
    return this.bodies.remove(slices.map((slice) => slice.file));
  }
}

interface Folders {
  readonly bodies: BodyFolder;
  readonly documents: DocumentFolder;
}

type Entries = Awaited<ReturnType<typeof loadEntries>>;

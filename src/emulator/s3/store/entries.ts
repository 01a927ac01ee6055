import type { KeyIndex } from './key-index.ts';
import type { BucketState, ObjectState, PartState, UploadState } from './states.ts';

/** A state and the name of the document that holds it. */
export interface Entry<State> {
  readonly state: State;
  readonly documentId: string;
}

/** A bucket with its objects. */
export interface BucketEntry extends Entry<BucketState> {
  readonly objects: KeyIndex<Entry<ObjectState>>;
}

/** An upload with its parts by number. */
export interface UploadEntry extends Entry<UploadState> {
  readonly parts: Map<number, Entry<PartState>>;
}

/** Throws unless what is there now may be replaced or removed. */
export type Precondition = (current: ObjectState | undefined) => void;

/** An object that is about to appear. */
export type ObjectDraft = Omit<ObjectState, 'kind' | 'modifiedAt'>;

/** An upload that is about to begin. */
export type UploadDraft = Omit<UploadState, 'kind' | 'uploadId' | 'initiatedAt'>;

/** A part that is about to appear. */
export type PartDraft = Omit<PartState, 'kind' | 'uploadId' | 'modifiedAt'>;

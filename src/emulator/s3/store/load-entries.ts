import type { DocumentFolder } from '../../../io/index.ts';
import { unreadableState } from '../../unreadable-state.ts';
import type { BucketEntry, Entry, UploadEntry } from './entries.ts';
import { KeyIndex } from './key-index.ts';
import { parseState } from './state-schema.ts';
import type { BucketState, ObjectState, PartState, State, UploadState } from './states.ts';

/** Everything a folder holds, and the files it needs for it. */
interface LoadedEntries {
  readonly buckets: Map<string, BucketEntry>;
  readonly uploads: Map<string, UploadEntry>;
  readonly files: ReadonlySet<string>;
}

interface Documents {
  readonly bucket: Entry<BucketState>[];
  readonly object: Entry<ObjectState>[];
  readonly upload: Entry<UploadState>[];
  readonly part: Entry<PartState>[];
}

/**
 * Reads the documents an earlier process left and puts them together.
 *
 * What belongs to nothing is removed: objects and uploads without their bucket, parts without their upload, and uploads
 * whose object is already there, because the process ended in the middle of completing or removing them.
 */
export async function loadEntries(folder: DocumentFolder): Promise<LoadedEntries> {
  const documents = await readDocuments(folder);
  const stray: Entry<State>[] = [];
  const buckets = loadBuckets(documents, stray);
  const uploads = loadUploads(documents, buckets, stray);
  for (const entry of stray) await folder.remove(entry.documentId);
  return { buckets, uploads, files: filesOf(buckets, uploads) };
}

async function readDocuments(folder: DocumentFolder): Promise<Documents> {
  const documents: Documents = { bucket: [], object: [], upload: [], part: [] };
  for await (const [documentId, text] of folder.load()) {
    const state = readState(text, documentId);
    (documents[state.kind] as Entry<State>[]).push({ state, documentId });
  }
  documents.bucket.sort((a, b) => (a.state.createdAt < b.state.createdAt ? -1 : 1));
  return documents;
}

function readState(text: string, documentId: string): State {
  try {
    return parseState(JSON.parse(text));
  } catch (cause) {
    throw unreadableState(`s3/documents/${documentId}.json`, cause);
  }
}

function loadBuckets(documents: Documents, stray: Entry<State>[]): Map<string, BucketEntry> {
  const buckets = new Map<string, BucketEntry>();
  for (const entry of documents.bucket) {
    buckets.set(entry.state.name, { ...entry, objects: new KeyIndex() });
  }
  for (const entry of documents.object) {
    const bucket = buckets.get(entry.state.bucket);
    if (bucket === undefined) stray.push(entry);
    else bucket.objects.set(entry.state.key, entry);
  }
  return buckets;
}

function loadUploads(
  documents: Documents,
  buckets: ReadonlyMap<string, BucketEntry>,
  stray: Entry<State>[],
): Map<string, UploadEntry> {
  const completed = new Set(documents.object.map((entry) => entry.state.uploadId));
  const uploads = new Map<string, UploadEntry>();
  for (const entry of documents.upload) {
    const { uploadId, bucket } = entry.state;
    if (completed.has(uploadId) || !buckets.has(bucket)) stray.push(entry);
    else uploads.set(uploadId, { ...entry, parts: new Map() });
  }
  for (const entry of documents.part) {
    const upload = uploads.get(entry.state.uploadId);
    if (upload === undefined) stray.push(entry);
    else upload.parts.set(entry.state.number, entry);
  }
  return uploads;
}

function filesOf(
  buckets: ReadonlyMap<string, BucketEntry>,
  uploads: ReadonlyMap<string, UploadEntry>,
): Set<string> {
  const files = new Set<string>();
  for (const bucket of buckets.values()) {
    for (const { state } of bucket.objects.walk('')) {
      for (const slice of state.slices) files.add(slice.file);
    }
  }
  for (const upload of uploads.values()) {
    for (const { state } of upload.parts.values()) files.add(state.slice.file);
  }
  return files;
}

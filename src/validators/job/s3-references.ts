import { createHash } from 'node:crypto';
import {
  type DiagnosticCollector,
  diagnose,
  type Location,
  type PathStep,
} from '../../core/index.ts';
import { isBedrockS3Uri, parseS3Uri, s3UriFault } from '../../io/index.ts';
import { type S3Reference, s3ReferencesIn } from '../../models/lean.ts';
import {
  type CheckedRecord,
  locationOf,
  placeText,
  type SpotReporter,
} from '../record/checked-record.ts';
import { type ObjectInRecord, objectInRecord } from './object-in-record.ts';

/** What a job has as its input, as far as it is known. */
export interface JobInput {
  /** S3 URI of the folder, a slash at its end; where only the end of it is known, `…` and that end. */
  readonly folder: string;
  /** The `.jsonl` object that is the input, where it is no folder. */
  readonly object?: string | undefined;
}

/** What references are checked against. */
export interface ReferenceRules {
  /** Whether records are Converse bodies, of whose URIs AWS documents the pattern. */
  readonly isConverse: boolean;
  /** Whether diagnostics carry excerpts of the records. */
  readonly excerpts: boolean;
  /** Whether {@link S3References.takeObjects} is to give every object once. */
  readonly gathersObjects: boolean;
}

/** A reference and where it stands. */
interface Placed {
  readonly uri: string;
  readonly bucket: string;
  readonly place: Location;
}

/** Distinct URIs that are remembered, about 100 bytes each: as many as the records that most jobs may have. */
const MOST_REMEMBERED = 100_000;

/**
 * The rules of S3 references that hold over all records of a job: one bucket, one folder, all of it below the job's input.
 *
 * Source: AWS, "Format and upload your batch inference data": objects have to be in the bucket and folder of the job's input, which then
 * is a folder. Memory: the places of two references; with `gathersObjects` up to 10 MB for URIs, and what is not taken yet.
 */
export class S3References {
  readonly #rules: ReferenceRules;
  #source = '';
  #input: JobInput | undefined;
  #first: Placed | undefined;
  /** The last one that made the common folder smaller. */
  #other: Placed | undefined;
  /** Folder of the bucket that covers all references so far. */
  #folder = '';
  #objects: ObjectInRecord[] = [];
  #hasAny = false;
  readonly #remembered = new Set<string>();

  constructor(rules: ReferenceRules) {
    this.#rules = rules;
  }

  /** @param input What is known of the job's input; nothing where it is left out. */
  startJob(source: string, input: JobInput | undefined): void {
    this.#source = source;
    this.#input = input;
    this.#first = undefined;
    this.#other = undefined;
    this.#folder = '';
  }

  add(record: CheckedRecord, reporter: SpotReporter): void {
    this.#hasAny = false;
    for (const reference of s3ReferencesIn(record.modelInput)) {
      this.#hasAny = true;
      const path = ['modelInput', ...reference.path];
      if (isRefusedBySchema(record, reference)) continue;
      const spot = { ...record, path };
      const { uri } = reference;
      const fault = s3UriFault(uri, 'reference');
      if (fault !== undefined) {
        reporter.report('S3_URI_PATTERN', { ...spot, args: { uri, fault } });
        continue;
      }
      const doubt = this.#rules.isConverse ? undefined : s3UriFault(uri, 'job');
      if (doubt !== undefined)
        reporter.report('S3_URI_UNUSUAL', { ...spot, args: { uri, fault: doubt } });
      this.#checkPlace(uri, spot, reporter);
      if (this.#rules.gathersObjects) this.#gather(reference, record);
    }
  }

  /** Whether records that are like the last one have to be added too: they refer to other objects of the same folders. */
  get wantsEach(): boolean {
    return this.#rules.gathersObjects && this.#hasAny;
  }

  finishJob(collector: DiagnosticCollector): void {
    const first = this.#first;
    if (first === undefined) return;
    const related = [first.place];
    if (this.#input?.object !== undefined) {
      const args = {
        inputUri: this.#input.object,
        uri: first.uri,
        first: placeText(first.place),
      };
      const location = { source: this.#source };
      collector.add(diagnose('S3_INPUT_NOT_FOLDER', { location, args, related }));
    }
    if (this.#input === undefined) this.#checkFolder(first, collector);
  }

  /** Gives the objects that were found since the last call, each once: the first record that refers to it. */
  takeObjects(): readonly ObjectInRecord[] {
    const objects = this.#objects;
    if (objects.length > 0) this.#objects = [];
    return objects;
  }

  get objectsWaiting(): number {
    return this.#objects.length;
  }

  #checkPlace(uri: string, spot: Spot, reporter: SpotReporter): void {
    const { bucket, key } = parseS3Uri(uri) ?? { bucket: '', key: '' };
    const placed = { uri, bucket, place: locationOf(spot) };
    const first = this.#first;
    this.#first ??= placed;
    if (this.#input !== undefined) {
      const { folder } = this.#input;
      if (!isBelow(uri, key, folder))
        reporter.report('S3_REFERENCE_OUTSIDE', { ...spot, args: { uri, folder } });
    } else if (first === undefined) this.#folder = folderOf(key);
    else if (first.bucket === bucket) this.#shrinkTo(key, placed);
    else {
      const args = { uri, firstUri: first.uri, first: placeText(first.place) };
      reporter.report('S3_REFERENCE_BUCKET', { ...spot, args, related: [first.place] });
    }
  }

  #shrinkTo(key: string, placed: Placed): void {
    if (key.startsWith(this.#folder)) return;
    while (!key.startsWith(this.#folder)) this.#folder = parentOf(this.#folder);
    this.#other = placed;
  }

  /** Warns where no folder below the bucket covers all references and can be the input of a job. */
  #checkFolder(first: Placed, collector: DiagnosticCollector): void {
    let folder = this.#folder;
    const bucketUri = `s3://${first.bucket}/`;
    while (folder !== '' && !isBedrockS3Uri(`${bucketUri}${folder}`)) folder = parentOf(folder);
    if (folder !== '') return;
    const other = this.#other;
    const args = {
      folder: bucketUri,
      uri: first.uri,
      first: placeText(first.place),
      otherUri: other?.uri,
      other: other && placeText(other.place),
    };
    const related = other === undefined ? [first.place] : [first.place, other.place];
    collector.add(
      diagnose('S3_REFERENCE_SPREAD', { location: { source: this.#source }, args, related }),
    );
  }

  #gather(reference: S3Reference, record: CheckedRecord): void {
    const { uri, bucketOwner } = reference;
    const name = createHash('sha256')
      .update(JSON.stringify([uri, bucketOwner]))
      .digest('base64');
    if (this.#remembered.has(name)) return;
    if (this.#remembered.size >= MOST_REMEMBERED) this.#forgetOne();
    this.#remembered.add(name);
    this.#objects.push(objectInRecord(reference, record, this.#rules.excerpts));
  }

  #forgetOne(): void {
    for (const oldest of this.#remembered) {
      this.#remembered.delete(oldest);
      return;
    }
  }
}

type Spot = CheckedRecord & { readonly path: readonly PathStep[] };

/** What the family's schema refuses at the same place is said already. */
function isRefusedBySchema({ findings }: CheckedRecord, { path }: S3Reference): boolean {
  return findings.some(
    (finding) =>
      finding.path.length === path.length &&
      finding.path.every((step, index) => step === path[index]),
  );
}

function isBelow(uri: string, key: string, folder: string): boolean {
  return folder.startsWith('…') ? `/${key}`.includes(folder.slice(1)) : uri.startsWith(folder);
}

/** The folder that a key is in, with a slash at its end; empty for the bucket itself. */
function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}

function parentOf(folder: string): string {
  return folderOf(folder.slice(0, -1));
}

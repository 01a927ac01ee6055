import type { BufferPool, ExpectedFile, S3Encryption, S3Place } from '../../io/index.ts';
import type { ListedPart } from './listed-part.ts';

/** An object that is written: where it goes, and how. */
export interface ObjectTarget extends S3Encryption {
  readonly place: S3Place;
  readonly metadata: Readonly<Record<string, string>>;
  readonly ifNoneMatch: '*' | undefined;
  readonly expectedBucketOwner: string | undefined;
  readonly signsPayload: boolean;
  /** Called with the bytes of each part that S3 has taken. */
  readonly onBytes: (bytes: number) => void;
  /** Cuts off parts in flight. */
  readonly signal: AbortSignal;
  /** Cuts off, some time after `signal`, the requests whose replies must be known: they begin and end an upload. */
  readonly patience: AbortSignal;
}

/** An object whose bytes are known as a whole. */
export interface KnownObject extends ObjectTarget {
  readonly expected: ExpectedFile;
}

/** One file on its way to one object. */
export interface ObjectUpload extends KnownObject {
  readonly file: string;
  readonly partBytes: number;
  /** Parts at a time. */
  readonly parts: number;
  /** Memory of the parts. */
  readonly pool: BufferPool;
  /** Uploads to this key that were begun as ours are, and neither completed nor dropped. */
  readonly unfinished: readonly UnfinishedUpload[];
  /** Called with the bytes of each part that S3 had already. */
  readonly onKept: (bytes: number) => void;
}

/** An upload that was begun, and neither completed nor dropped. */
export interface UnfinishedUpload {
  readonly key: string;
  readonly uploadId: string;
  readonly begun: Date | undefined;
  /** When the server listed it, by the server's clock. */
  readonly asOf: Date;
  /** Whether the server says that it was begun with the checksum that ours have; some servers say nothing. */
  readonly saysOurs: boolean;
}

/** An upload that parts are sent to. */
export interface OpenUpload {
  readonly uploadId: string;
  readonly partBytes: number;
  /** Parts that it has, by number; their bytes are compared before they are kept. */
  readonly parts: ReadonlyMap<number, ListedPart>;
  /** The part that this call has sent already, to see how the upload encrypts. */
  readonly sent?: number | undefined;
}

import type { BodySlice } from '../../../io/index.ts';
import type { Checksum, ChecksumAlgorithm, ChecksumType } from '../body/checksums.ts';

/** What a client says about an object besides its bytes, under the names of the SDK, for Get and Head to say again. */
export interface ObjectHeaders {
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  /** `Expires` header as sent. */
  readonly Expires?: string | undefined;
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
}

/** A bucket, as its document holds it. */
export interface BucketState {
  readonly kind: 'bucket';
  readonly name: string;
  readonly region: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** An object, as its document holds it. */
export interface ObjectState {
  readonly kind: 'object';
  readonly bucket: string;
  readonly key: string;
  readonly bytes: number;
  /** With its double quotes. */
  readonly etag: string;
  /** ISO 8601. */
  readonly modifiedAt: string;
  /** One slice per part, in order. */
  readonly slices: readonly BodySlice[];
  readonly headers: ObjectHeaders;
  readonly checksum: Checksum;
  /** Set on an object made by a multipart upload: repeating its Complete gives the same answer. */
  readonly uploadId?: string | undefined;
}

/** A multipart upload under way, as its document holds it. */
export interface UploadState {
  readonly kind: 'upload';
  readonly uploadId: string;
  readonly bucket: string;
  readonly key: string;
  /** ISO 8601. */
  readonly initiatedAt: string;
  readonly headers: ObjectHeaders;
  readonly algorithm: ChecksumAlgorithm;
  readonly checksumType: ChecksumType;
  /** Whether the client named the algorithm; otherwise S3 computes its own and tells nobody before the end. */
  readonly isAlgorithmNamed: boolean;
}

/** One part of an upload, as its document holds it. */
export interface PartState {
  readonly kind: 'part';
  readonly uploadId: string;
  /** 1 to 10,000. */
  readonly number: number;
  readonly slice: BodySlice;
  /** With its double quotes. */
  readonly etag: string;
  /** ISO 8601. */
  readonly modifiedAt: string;
  /** Base64 by algorithm: the one the client sent and the one of the upload. */
  readonly checksums: Readonly<Partial<Record<ChecksumAlgorithm, string>>>;
}

/** Any document of the store. */
export type State = BucketState | ObjectState | UploadState | PartState;

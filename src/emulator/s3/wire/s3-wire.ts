import type * as S3 from '@aws-sdk/client-s3';

/** What each operation takes and gives, under the names of the SDK. */
export interface OperationShapes {
  readonly ListBuckets: { input: S3.ListBucketsRequest; output: S3.ListBucketsOutput };
  readonly CreateBucket: { input: S3.CreateBucketRequest; output: S3.CreateBucketOutput };
  readonly HeadBucket: { input: S3.HeadBucketRequest; output: S3.HeadBucketOutput };
  readonly DeleteBucket: { input: S3.DeleteBucketRequest; output: object };
  readonly GetBucketLocation: {
    input: S3.GetBucketLocationRequest;
    output: S3.GetBucketLocationOutput;
  };
  readonly GetBucketEncryption: {
    input: S3.GetBucketEncryptionRequest;
    output: S3.GetBucketEncryptionOutput;
  };
  readonly GetBucketPolicy: { input: S3.GetBucketPolicyRequest; output: S3.GetBucketPolicyOutput };
  readonly ListObjects: { input: S3.ListObjectsRequest; output: S3.ListObjectsOutput };
  readonly ListObjectsV2: { input: S3.ListObjectsV2Request; output: S3.ListObjectsV2Output };
  readonly PutObject: { input: S3.PutObjectRequest; output: S3.PutObjectOutput };
  readonly GetObject: { input: S3.GetObjectRequest; output: Omit<S3.GetObjectOutput, 'Body'> };
  readonly HeadObject: { input: S3.HeadObjectRequest; output: S3.HeadObjectOutput };
  readonly CopyObject: { input: S3.CopyObjectRequest; output: S3.CopyObjectOutput };
  readonly DeleteObject: { input: S3.DeleteObjectRequest; output: S3.DeleteObjectOutput };
  readonly DeleteObjects: { input: S3.DeleteObjectsRequest; output: S3.DeleteObjectsOutput };
  readonly CreateMultipartUpload: {
    input: S3.CreateMultipartUploadRequest;
    output: S3.CreateMultipartUploadOutput;
  };
  readonly UploadPart: { input: S3.UploadPartRequest; output: S3.UploadPartOutput };
  readonly UploadPartCopy: { input: S3.UploadPartCopyRequest; output: S3.UploadPartCopyOutput };
  readonly ListParts: { input: S3.ListPartsRequest; output: S3.ListPartsOutput };
  readonly ListMultipartUploads: {
    input: S3.ListMultipartUploadsRequest;
    output: S3.ListMultipartUploadsOutput;
  };
  readonly CompleteMultipartUpload: {
    input: S3.CompleteMultipartUploadRequest;
    output: S3.CompleteMultipartUploadOutput;
  };
  readonly AbortMultipartUpload: {
    input: S3.AbortMultipartUploadRequest;
    output: S3.AbortMultipartUploadOutput;
  };
}

/** Operations the emulator knows; all others are 501 `NotImplemented`. */
export type OperationName = keyof OperationShapes;

/** Input of an operation, bodies of bytes excepted. */
export type InputOf<Name extends OperationName> = OperationShapes[Name]['input'];

/** Output of an operation, bodies of bytes excepted. */
export type OutputOf<Name extends OperationName> = OperationShapes[Name]['output'];

/** The parts of a request that carry members of an input. */
export interface WireInput {
  /** `''` where the operation has none. */
  readonly bucket: string;
  /** Decoded; `''` where the operation has none. */
  readonly key: string;
  readonly query: ReadonlyMap<string, readonly string[]>;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body of an operation that takes XML. */
  readonly xml?: Uint8Array | undefined;
}

/** The parts of a reply that carry members of an output. */
export interface WireOutput {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly xml?: string | undefined;
}

/** Reads inputs and writes outputs by the SDK's own schemas. */
export interface S3Wire {
  /** Tells whether an operation takes its body as XML. */
  takesXml(name: OperationName): boolean;
  decode<Name extends OperationName>(name: Name, request: WireInput): InputOf<Name>;
  encode<Name extends OperationName>(name: Name, output: OutputOf<Name>): WireOutput;
}

/** How a client is made where the caller gives none; everything left out comes from the SDK's default chain. */
export interface S3ClientOptions {
  readonly region?: string | undefined;
  /** Profile of the shared configuration files. */
  readonly profile?: string | undefined;
  /** Of a server other than AWS, such as the emulator. */
  readonly endpoint?: string | undefined;
}

/** What every request may carry. */
export interface S3RequestOptions {
  readonly signal?: AbortSignal | undefined;
  /** Twelve digits; S3 refuses the request where the bucket is another account's. */
  readonly expectedBucketOwner?: string | undefined;
}

/** How S3 encrypts what is written. */
export interface S3Encryption {
  /** Default: what the bucket says. */
  readonly sse?: 'AES256' | 'aws:kms' | 'aws:kms:dsse' | undefined;
  /** Id, alias or ARN of the key for `aws:kms` and `aws:kms:dsse`. Default: the account's key for S3. */
  readonly sseKmsKeyId?: string | undefined;
}

/** Options of `putText`. */
export interface PutTextOptions extends S3RequestOptions, S3Encryption {
  readonly contentType?: string | undefined;
  /** `*` writes only where no object is. */
  readonly ifNoneMatch?: '*' | undefined;
  /** Entries of `x-amz-meta-…`, without that prefix. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** Options of `listObjects`. */
export interface ListOptions extends S3RequestOptions {
  /** Only keys behind this one. */
  readonly startAfter?: string | undefined;
  /** Keys that have it behind the prefix are listed once, up to it, and without a size. */
  readonly delimiter?: '/' | undefined;
}

/** What a bucket says of itself. */
export interface S3Bucket {
  /** Undefined where the server does not say, as servers other than AWS may. */
  readonly region: string | undefined;
}

/** What an object says of itself. */
export interface S3ObjectHead {
  readonly bytes: number;
  /** CRC32 of the whole object, big-endian in base64; undefined where the server keeps none. */
  readonly crc32: string | undefined;
  /** Entries of `x-amz-meta-…`, without that prefix. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly etag?: string | undefined;
  /** When it was written: milliseconds since 1970. */
  readonly modified?: number | undefined;
}

/** One object of a listing. */
export interface ListedObject {
  readonly key: string;
  readonly bytes: number;
}

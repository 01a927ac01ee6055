/** One object as a listing shows it. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  /** Entity tag with its double quotes, as on the wire. */
  readonly etag: string;
  readonly lastModified: Date;
}

/** A range of bytes, both ends included and 0-based. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** The objects of the emulator as its job runner sees them: without HTTP, signatures or conditions. */
export interface ObjectStore {
  /** Creates a bucket, or leaves the one of that name as it is. */
  createBucket(bucket: string, region?: string): Promise<void>;
  hasBucket(bucket: string): boolean;
  bucketRegion(bucket: string): string | undefined;
  /** Objects whose key starts with `prefix`, sorted by key in UTF-8 byte order; none if there is no such bucket. */
  list(bucket: string, prefix: string): readonly StoredObject[];
  /**
   * Bytes of an object. The version that is read first is read to its end, whatever happens to the key meanwhile.
   *
   * Memory: one read of at most 256 KiB.
   *
   * @throws {WireError} 404 `NoSuchBucket` or `NoSuchKey` at the first step.
   */
  read(bucket: string, key: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  /**
   * Writes an object; it appears when its last byte is on disk.
   *
   * Memory: about 1 MiB, whatever the size.
   *
   * @throws {WireError} 404 `NoSuchBucket`.
   */
  write(
    bucket: string,
    key: string,
    body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<StoredObject>;
  /** Removes an object; nothing happens when there is none. */
  delete(bucket: string, key: string): Promise<void>;
}

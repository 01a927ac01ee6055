/** One request, as a test may want to make it fail. */
export interface FaultyCall {
  /** Name in the API, such as `UploadPart`. */
  readonly operation: string;
  /** `''` for ListBuckets. */
  readonly bucket: string;
  readonly key?: string | undefined;
  /** 1 to 10,000, for UploadPart. */
  readonly partNumber?: number | undefined;
}

/**
 * What goes wrong with a request that is in order.
 *
 * - `status`: this error is the reply, and nothing is done. Status 200 gives the error in the body of a success, as S3 may
 *   answer CompleteMultipartUpload and CopyObject.
 * - `hangUp`: the connection ends before anything is done.
 * - `delay`: milliseconds to wait before the work.
 * - `after`: the work is done, and the connection ends without a reply.
 */
export type Fault =
  | { readonly status: number; readonly code: string; readonly message: string }
  | { readonly hangUp: true }
  | { readonly delay: number }
  | { readonly after: 'hangUp' };

/** Decides for each verified request whether something goes wrong with it. */
export type Faults = (call: FaultyCall) => Fault | undefined;

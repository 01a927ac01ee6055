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

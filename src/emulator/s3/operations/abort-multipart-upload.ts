import type { S3Call, S3Reply } from './s3-call.ts';
import { addressOf } from './upload-part.ts';

export async function abortMultipartUpload(
  call: S3Call<'AbortMultipartUpload'>,
): Promise<S3Reply<'AbortMultipartUpload'>> {
  await call.store.uploads.abort(addressOf(call));
  return { output: {} };
}

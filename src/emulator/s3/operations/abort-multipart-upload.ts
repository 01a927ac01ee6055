import type { OperationCall, OperationReply } from './s3-call.ts';
import { addressOf } from './upload-part.ts';

export async function abortMultipartUpload(
  call: OperationCall<'AbortMultipartUpload'>,
): Promise<OperationReply<'AbortMultipartUpload'>> {
  await call.store.uploads.abort(addressOf(call));
  return { output: {} };
}

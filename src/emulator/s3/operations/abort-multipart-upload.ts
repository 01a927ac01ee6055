import type { OperationCall, OperationReply } from './operation.ts';
import { addressOf } from './upload-address.ts';

export async function abortMultipartUpload(
  call: OperationCall<'AbortMultipartUpload'>,
): Promise<OperationReply<'AbortMultipartUpload'>> {
  await call.store.uploads.abort(addressOf(call));
  return { output: {} };
}

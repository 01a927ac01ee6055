import { addressOf, type OperationCall, type OperationReply } from './operation.ts';

export async function abortMultipartUpload(
  call: OperationCall<'AbortMultipartUpload'>,
): Promise<OperationReply<'AbortMultipartUpload'>> {
  await call.store.uploads.abort(addressOf(call));
  return { output: {} };
}

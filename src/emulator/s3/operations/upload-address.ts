import type { UploadAddress } from '../store/multipart-uploads.ts';

/** Where the upload of a call is. */
export function addressOf(call: {
  readonly bucket: string;
  readonly key: string;
  readonly input: { readonly UploadId?: string | undefined };
}): UploadAddress {
  return { bucket: call.bucket, key: call.key, uploadId: call.input.UploadId ?? '' };
}

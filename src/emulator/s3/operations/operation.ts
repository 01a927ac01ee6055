import type { IncomingHttpHeaders } from 'node:http';
import type { HeldBodies } from '../../../io/index.ts';
import type { RequestBody } from '../body/request-body.ts';
import type { DiskObjectStore } from '../store/disk-object-store.ts';
import type { UploadAddress } from '../store/multipart-uploads.ts';
import type { InputOf, OperationName, OutputOf } from '../wire/s3-wire.ts';

/** One verified request, as the code of its operation gets it. */
export interface OperationCall<Name extends OperationName> {
  readonly operation: Name;
  readonly input: InputOf<Name>;
  readonly bucket: string;
  readonly key: string;
  readonly headers: IncomingHttpHeaders;
  /** Region in the credential scope of the signature. */
  readonly signingRegion: string;
  readonly store: DiskObjectStore;
  /** Its bytes; an operation that takes XML finds them in its input already. */
  readonly body: RequestBody;
}

/** What an operation answers. */
export interface OperationReply<Name extends OperationName> {
  readonly output: OutputOf<Name>;
  /** Default: the operation's own success status. */
  readonly status?: number | undefined;
  /** Bytes of an object; the handler releases them. */
  readonly body?: HeldBodies | undefined;
}

/** The code of an operation. */
export type Operation<Name extends OperationName> = (
  call: OperationCall<Name>,
) => Promise<OperationReply<Name>>;

/** Where the upload of a call is. */
export function addressOf(call: {
  readonly bucket: string;
  readonly key: string;
  readonly input: { readonly UploadId?: string | undefined };
}): UploadAddress {
  return { bucket: call.bucket, key: call.key, uploadId: call.input.UploadId ?? '' };
}

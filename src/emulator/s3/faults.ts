import type { Fault } from '../http/fault.ts';

/** One request, as a test may want to make it fail. */
export interface S3Call {
  /** Name in the API, such as `UploadPart`. */
  readonly operation: string;
  /** `''` for ListBuckets. */
  readonly bucket: string;
  readonly key?: string | undefined;
  /** 1 to 10,000, for UploadPart. */
  readonly partNumber?: number | undefined;
}

/** Decides for each verified request whether something goes wrong with it. */
export type S3Faults = (call: S3Call) => Fault | undefined;

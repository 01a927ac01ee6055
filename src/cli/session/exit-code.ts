import {
  type DatasetErrorCode,
  type InvalidOptionError,
  isBedrockBatchError,
  type JobErrorCode,
  type S3ErrorCode,
  type SourceErrorCode,
} from '../../core/index.ts';
import { Interruption } from './interrupt.ts';

/** Codes of the exit status; 130 and 143 come from {@link Interruption}. */
export const exitCodes = {
  done: 0,
  diagnostics: 1,
  usage: 2,
  world: 3,
  notSucceeded: 4,
} as const;

/** Every code that an error can have, of the library and of the command itself. */
export type ErrorCode =
  | NonNullable<ConstructorParameters<typeof InvalidOptionError>[1]['code']>
  | SourceErrorCode
  | DatasetErrorCode
  | 'DATASET_INVALID'
  | S3ErrorCode
  | JobErrorCode
  | 'USAGE'
  | 'SYSTEM';

const { diagnostics, usage, world } = exitCodes;

/** The exit status of each error: 1 the user's data, 2 the call, 3 the world. */
export const exitCodeByError: Readonly<Record<ErrorCode, 1 | 2 | 3>> = {
  USAGE: usage,
  INVALID_OPTION: usage,
  MODEL_UNKNOWN: usage,
  MODEL_NOT_BATCHABLE: usage,
  MODEL_ENDED: usage,
  TEMPLATE_COLUMN_UNKNOWN: usage,
  TEMPLATE_CONSTANT: usage,
  SOURCE_NOT_FOUND: usage,
  SOURCE_NOT_FILE: usage,
  SOURCE_READ: world,
  SOURCE_SYNTAX: diagnostics,
  SOURCE_ENCODING: diagnostics,
  SOURCE_ROW: diagnostics,
  SOURCE_EMPTY: diagnostics,
  SOURCE_DIFFERS: usage,
  DATASET_INVALID: diagnostics,
  DATASET_NOT_FOUND: usage,
  DATASET_EXISTS: usage,
  DATASET_FOREIGN_FILES: usage,
  DATASET_MANIFEST: usage,
  DATASET_CHANGED: usage,
  DATASET_WRITE: world,
  RUN_NOT_FOUND: usage,
  RUN_STATE: usage,
  RUN_TARGET_DIFFERS: usage,
  STORE_CONFLICT: world,
  S3_BUCKET_NOT_FOUND: world,
  S3_BUCKET_REGION: world,
  S3_ACCESS_DENIED: world,
  S3_CREDENTIALS: world,
  S3_NOT_SENT: usage,
  S3_OBJECT_NOT_FOUND: world,
  S3_OBJECT_EXISTS: world,
  S3_OBJECT_DIFFERS: world,
  S3_FOREIGN_OBJECT: world,
  S3_REPLY_UNCLEAR: world,
  S3_REQUEST: world,
  JOB_REQUEST_INVALID: usage,
  JOB_ACCESS_DENIED: world,
  JOB_CREDENTIALS: world,
  JOB_NOT_SENT: usage,
  JOB_VALIDATION: world,
  JOB_NOT_FOUND: world,
  JOB_NAME_TAKEN: world,
  JOB_DIFFERS: world,
  JOB_QUOTA: world,
  JOB_STATE: world,
  JOB_THROTTLED: world,
  JOB_REPLY_UNKNOWN: world,
  JOB_OUTPUTS_DIFFER: world,
  JOB_REQUEST: world,
  SYSTEM: world,
};

/** Gives the exit status that an error ends the process with; a bug counts as the world failing. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof Interruption) return error.exitCode;
  if (!isBedrockBatchError(error)) return world;
  return exitCodeByError[error.code as ErrorCode] ?? world;
}

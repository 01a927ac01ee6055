import type { Report } from './diagnostics/report.ts';

const MARK = Symbol.for('bedrock-batch.error');

/** What every error of this package carries besides its message. */
export interface ErrorDetails {
  /** What to do next; imperative, without a final period. */
  readonly hint?: string | undefined;
  /** The original error of the SDK, the file system or the network. */
  readonly cause?: unknown;
  /** Whether repeating the same call may help. Default false. */
  readonly isRetryable?: boolean | undefined;
}

/**
 * Base of all errors this package throws. Never thrown itself.
 *
 * `code` is permanent; `message` says what happened, why, and which state was left behind; `hint` says what to do.
 */
export abstract class BedrockBatchError extends Error {
  readonly code: string;
  readonly hint: string | undefined;
  readonly isRetryable: boolean;

  static {
    Object.defineProperty(this.prototype, MARK, { value: true });
  }

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.isRetryable = details.isRetryable ?? false;
  }

  /** Plain data for `--json`: everything but stack and cause. */
  toJSON(): Record<string, unknown> {
    const { name, message, cause: _cause, stack: _stack, ...fields } = this;
    return { name, message, ...fields };
  }
}

/** Tells whether a value is an error of this package, also across two installed copies of it. */
export function isBedrockBatchError(value: unknown): value is BedrockBatchError {
  return typeof value === 'object' && value !== null && MARK in value;
}

/** Details of {@link InvalidOptionError}. */
export interface OptionErrorDetails extends ErrorDetails {
  /** Path of the option in the options object or name of the flag. */
  readonly option: string;
  readonly expected?: string | undefined;
  readonly received?: string | undefined;
  /** Default `INVALID_OPTION`. */
  readonly code?:
    | 'INVALID_OPTION'
    | 'MODEL_UNKNOWN'
    | 'MODEL_NOT_BATCHABLE'
    | 'MODEL_ENDED'
    | 'TEMPLATE_COLUMN_UNKNOWN'
    | 'TEMPLATE_CONSTANT'
    | undefined;
}

/** A call was wrong: thrown before any work starts, so nothing was read, written or sent. */
export class InvalidOptionError extends BedrockBatchError {
  static {
    this.prototype.name = 'InvalidOptionError';
  }
  readonly option: string;
  readonly expected: string | undefined;
  readonly received: string | undefined;

  constructor(message: string, details: OptionErrorDetails) {
    super(details.code ?? 'INVALID_OPTION', message, details);
    this.option = details.option;
    this.expected = details.expected;
    this.received = details.received;
  }
}

/** Codes of {@link SourceError}. */
export type SourceErrorCode =
  | 'SOURCE_NOT_FOUND'
  | 'SOURCE_NOT_FILE'
  | 'SOURCE_READ'
  | 'SOURCE_SYNTAX'
  | 'SOURCE_ENCODING'
  | 'SOURCE_ROW'
  | 'SOURCE_EMPTY'
  | 'SOURCE_DIFFERS';

/** Details of {@link SourceError}. */
export interface SourceErrorDetails extends ErrorDetails {
  /** File name, `stdin` or what the caller named the source. */
  readonly source: string;
  /** 1-based line in the source. */
  readonly line?: number | undefined;
  /** 1-based column in UTF-16 units. */
  readonly column?: number | undefined;
  /** 0-based offset in the bytes of the source. */
  readonly byteOffset?: number | undefined;
  /** 1-based row. */
  readonly row?: number | undefined;
}

/** A source cannot be read or understood. */
export class SourceError extends BedrockBatchError {
  static {
    this.prototype.name = 'SourceError';
  }
  declare readonly code: SourceErrorCode;
  readonly source: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly byteOffset: number | undefined;
  readonly row: number | undefined;

  constructor(code: SourceErrorCode, message: string, details: SourceErrorDetails) {
    super(code, message, details);
    this.source = details.source;
    this.line = details.line;
    this.column = details.column;
    this.byteOffset = details.byteOffset;
    this.row = details.row;
  }
}

/** Records have diagnostics of severity error; nothing was written that could be submitted. */
export class DatasetInvalidError extends BedrockBatchError {
  static {
    this.prototype.name = 'DatasetInvalidError';
  }
  readonly report: Report;

  constructor(message: string, details: ErrorDetails & { readonly report: Report }) {
    super('DATASET_INVALID', message, details);
    this.report = details.report;
  }
}

/** Details of {@link CostError}. */
export interface CostErrorDetails extends ErrorDetails {
  /** USD that was allowed. */
  readonly limit: number;
  /** USD that it would cost at most; undefined where that is not known. */
  readonly most: number | undefined;
}

/** Jobs would cost more than they may, or nobody can tell whether they do; none of them was asked for. */
export class CostError extends BedrockBatchError {
  static {
    this.prototype.name = 'CostError';
  }
  declare readonly code: 'COST_OVER_LIMIT';
  readonly limit: number;
  readonly most: number | undefined;

  constructor(message: string, details: CostErrorDetails) {
    super('COST_OVER_LIMIT', message, details);
    this.limit = details.limit;
    this.most = details.most;
  }
}

/** Codes of {@link DatasetError}. */
export type DatasetErrorCode =
  | 'DATASET_NOT_FOUND'
  | 'DATASET_EXISTS'
  | 'DATASET_FOREIGN_FILES'
  | 'DATASET_MANIFEST'
  | 'DATASET_CHANGED'
  | 'DATASET_WRITE'
  | 'DATASET_BUSY'
  | 'PARTITIONS_MISSING'
  | 'RUN_NOT_FOUND'
  | 'RUN_STATE'
  | 'RUN_TARGET_DIFFERS'
  | 'STORE_CONFLICT';

/** A dataset or run folder is not what the call needs it to be. */
export class DatasetError extends BedrockBatchError {
  static {
    this.prototype.name = 'DatasetError';
  }
  declare readonly code: DatasetErrorCode;
  /** Path or S3 URI of what is wrong. */
  readonly path: string;

  constructor(
    code: DatasetErrorCode,
    message: string,
    details: ErrorDetails & { readonly path: string },
  ) {
    super(code, message, details);
    this.path = details.path;
  }
}

/** Codes of {@link S3Error}: what went wrong in S3, for upload and results alike. */
export type S3ErrorCode =
  | 'S3_BUCKET_NOT_FOUND'
  | 'S3_BUCKET_REGION'
  | 'S3_ACCESS_DENIED'
  | 'S3_CREDENTIALS'
  | 'S3_NOT_SENT'
  | 'S3_OBJECT_NOT_FOUND'
  | 'S3_OBJECT_EXISTS'
  | 'S3_OBJECT_DIFFERS'
  | 'S3_FOREIGN_OBJECT'
  | 'S3_REPLY_UNCLEAR'
  | 'S3_REQUEST';

/** Details of {@link S3Error}. */
export interface S3ErrorDetails extends ErrorDetails {
  readonly bucket: string;
  readonly key?: string | undefined;
  readonly uploadId?: string | undefined;
  readonly httpStatus?: number | undefined;
  readonly requestId?: string | undefined;
}

/** S3 refused a request or could not be reached, or an object there is not what it must be. */
export class S3Error extends BedrockBatchError {
  static {
    this.prototype.name = 'S3Error';
  }
  declare readonly code: S3ErrorCode;
  readonly bucket: string;
  readonly key: string | undefined;
  readonly uploadId: string | undefined;
  readonly httpStatus: number | undefined;
  readonly requestId: string | undefined;

  constructor(code: S3ErrorCode, message: string, details: S3ErrorDetails) {
    super(code, message, details);
    this.bucket = details.bucket;
    this.key = details.key;
    this.uploadId = details.uploadId;
    this.httpStatus = details.httpStatus;
    this.requestId = details.requestId;
  }
}

/** Codes of {@link JobError}. */
export type JobErrorCode =
  | 'JOB_REQUEST_INVALID'
  | 'JOB_ACCESS_DENIED'
  | 'JOB_CREDENTIALS'
  | 'JOB_NOT_SENT'
  | 'JOB_VALIDATION'
  | 'JOB_NOT_FOUND'
  | 'JOB_NAME_TAKEN'
  | 'JOB_DIFFERS'
  | 'JOB_QUOTA'
  | 'JOB_STATE'
  | 'JOB_THROTTLED'
  | 'JOB_REPLY_UNKNOWN'
  | 'JOB_OUTPUTS_DIFFER'
  | 'JOB_REQUEST';

/** Details of {@link JobError}. */
export interface JobErrorDetails extends ErrorDetails {
  /** API operation, such as `CreateModelInvocationJob`. */
  readonly operation: string;
  readonly jobArn?: string | undefined;
  readonly jobName?: string | undefined;
  readonly httpStatus?: number | undefined;
  readonly requestId?: string | undefined;
}

/** Bedrock refused a request, could not be reached, or a job is not what was asked for. */
export class JobError extends BedrockBatchError {
  static {
    this.prototype.name = 'JobError';
  }
  declare readonly code: JobErrorCode;
  readonly operation: string;
  readonly jobArn: string | undefined;
  readonly jobName: string | undefined;
  readonly httpStatus: number | undefined;
  readonly requestId: string | undefined;

  constructor(code: JobErrorCode, message: string, details: JobErrorDetails) {
    super(code, message, details);
    this.operation = details.operation;
    this.jobArn = details.jobArn;
    this.jobName = details.jobName;
    this.httpStatus = details.httpStatus;
    this.requestId = details.requestId;
  }
}

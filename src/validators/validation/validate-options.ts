import type { Severities, StandardSchema } from '../../core/index.ts';
import type { Dataset } from '../../dataset/index.ts';
import type { S3HomeOptions } from '../../io/index.ts';
import type { QuotaOverrides, ServiceQuotasOptions } from '../../quotas/index.ts';
import type { CheckS3Options } from '../job/s3-objects.ts';
import type { ModelChoice } from '../model/model-choice.ts';
import type { BytePieces } from '../reading/lines-of.ts';

/** Options of {@link validateDataset}. */
export interface ValidateOptions extends Omit<ModelChoice, 'model'> {
  /** Model id, inference-profile id or ARN. Default: the manifest's; needed where there is none. */
  readonly model?: string | undefined;
  /**
   * A schema of the caller's own that every modelInput must fit besides what the model takes: zod, valibot, arktype or any
   * other Standard Schema without asynchronous checks. It only judges: what it would make of a value is left aside.
   */
  readonly schema?: StandardSchema | undefined;
  /** Quotas that differ from the table. */
  readonly quotas?: QuotaOverrides | undefined;
  /**
   * Asks Service Quotas for the account's values; `{}` by the default chain, in `region`. They stand above a manifest's
   * and below `quotas`; what cannot be read comes from the manifest or the table, and the report's `quotas` say so.
   */
  readonly liveQuotas?: ServiceQuotasOptions | undefined;
  /**
   * S3 URI that the job will have as its input, a folder or one `.jsonl`; of a dataset the URI it is uploaded to, below which each job has
   * its folder. Records may refer to S3 objects below it only. Default: not known.
   */
  readonly inputUri?: string | undefined;
  /** Looks at every S3 object that records refer to; `{}` by the default chain, in `region`. Default: S3 is not asked. */
  readonly checkS3?: CheckS3Options | undefined;
  /** How objects, prefixes and datasets in S3 are read that are given by their URI. Default: by the SDK's default chain. */
  readonly s3?: S3HomeOptions | undefined;
  /** Severities that differ from the catalogue, by code; `off` silences a code. */
  readonly severities?: Severities | undefined;
  /** Diagnostics kept per code; all are counted. Default 1,000. */
  readonly keepPerCode?: number | undefined;
  /** Whether diagnostics carry excerpts of the records. Default true. */
  readonly excerpts?: boolean | undefined;
  /** Longest line read, in bytes. Default 67,108,864 (64 MiB). */
  readonly maxLineBytes?: number | undefined;
  /**
   * Folder for a file with the recordIds of a source that cannot be read twice: bytes, or a path that is a pipe. It has no
   * name and is gone with the process. Default: they stay in memory.
   */
  readonly tmp?: string | undefined;
  /**
   * Most threads that read files; the report is the same with any number. Default: as many as the machine has cores, at most 4, for
   * 128 MiB or more, else 1. Bytes and bundles are always read by one.
   */
  readonly threads?: number | undefined;
  /** What messages call bytes that come from no file. Default `stdin`. */
  readonly name?: string | undefined;
  /** Aborts between blocks; the reason is thrown untouched. */
  readonly signal?: AbortSignal | undefined;
}

/** What can be validated: a path or S3 URI, several, a dataset that is open, or bytes of one JSONL file. */
export type Validatable = string | readonly string[] | Dataset | { readonly bytes: BytePieces };

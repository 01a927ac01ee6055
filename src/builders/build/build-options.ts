import type { Day, InvocationType, Severities, StandardSchema } from '../../core/index.ts';
import type { S3HomeOptions } from '../../io/index.ts';
import type { QuotaOverrides } from '../../quotas/index.ts';
import type { SendingOptions } from '../../upload/index.ts';
import type { InvalidRowOptions } from '../intake/invalid-limit.ts';

/** What every build takes, wherever its records come from; how S3 is reached and written to has no effect on a folder. */
export interface CommonBuildOptions
  extends InvalidRowOptions,
    Omit<S3HomeOptions, 'region'>,
    SendingOptions {
  /** Model id, inference-profile id or ARN, as it will be given to Bedrock. */
  readonly model: string;
  /** Foundation model behind an opaque id. */
  readonly baseModel?: string | undefined;
  /** Default `InvokeModel`. */
  readonly invocationType?: InvocationType | undefined;
  /** Build also where the model's family is not known; records are then checked in general only. Default false. */
  readonly allowUnchecked?: boolean | undefined;
  /** Region of the jobs, to compare with the prefix of an inference profile and the region of an ARN, and of the bucket of `out`. */
  readonly region?: string | undefined;
  /** Day of the jobs, `YYYY-MM-DD` in UTC: a model that AWS ended before is refused. Default: today. */
  readonly asOf?: Date | Day | undefined;
  /**
   * Folder to write, or the S3 URI of a prefix: missing, empty, or holding the same dataset already. Into S3 parts are sent while it is built, without a copy on
   * the disk, and nothing can be seen there before all of it is good.
   */
  readonly out: string;
  /** Replaces another dataset in `out` that has no runs. Default false. */
  readonly replace?: boolean | undefined;
  /** Begins the names of prefixes and jobs. Default: the source's file name without its ending. */
  readonly name?: string | undefined;
  /** What to do with fewer records than a job needs: give an error, or repeat the shortest record. Default `error`. */
  readonly belowMinimum?: 'error' | 'pad' | undefined;
  /**
   * Whether a model input that several rows have, byte by byte, is asked once: the first of these rows becomes a record, and the others
   * share its answer. Where answers are drawn at random (`temperature`), they all get the same draw. Default false.
   */
  readonly dedupe?: boolean | undefined;
  /** Quotas that differ from the table. */
  readonly quotas?: QuotaOverrides | undefined;
  /** Severities that differ from the catalogue, by code. */
  readonly severities?: Severities | undefined;
  /**
   * A schema of the caller's own that every modelInput must fit besides what the model takes: zod, valibot, arktype or any
   * other Standard Schema without asynchronous checks. It only judges: the records are written as they were made.
   */
  readonly schema?: StandardSchema | undefined;
  /** Told after each batch of rows. */
  readonly onProgress?: ((progress: BuildProgress) => void) | undefined;
  /** Aborts between batches; the reason is thrown untouched and nothing stays behind. */
  readonly signal?: AbortSignal | undefined;
}

/** How far a build is. */
export interface BuildProgress {
  readonly records: number;
  /** Bytes of the records so far. */
  readonly bytes: number;
}

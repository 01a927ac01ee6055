import type { Severities } from '../core/index.ts';
import type { QuotaOverrides } from '../quotas/index.ts';
import type { BytePieces } from './lines-of.ts';
import type { ModelChoice } from './model-choice.ts';

/** Options of {@link validateDataset}. */
export interface ValidateOptions extends Omit<ModelChoice, 'model'> {
  /** Model id, inference-profile id or ARN. Default: the manifest's; needed where there is none. */
  readonly model?: string | undefined;
  /** Quotas that differ from the table. */
  readonly quotas?: QuotaOverrides | undefined;
  /** Severities that differ from the catalogue, by code; `off` silences a code. */
  readonly severities?: Severities | undefined;
  /** Diagnostics kept per code; all are counted. Default 1,000. */
  readonly keepPerCode?: number | undefined;
  /** Whether diagnostics carry excerpts of the records. Default true. */
  readonly excerpts?: boolean | undefined;
  /** Longest line read, in bytes. Default 67,108,864 (64 MiB). */
  readonly maxLineBytes?: number | undefined;
  /** What messages call bytes that come from no file. Default `stdin`. */
  readonly name?: string | undefined;
  /** Aborts between blocks; the reason is thrown untouched. */
  readonly signal?: AbortSignal | undefined;
}

/** What can be validated: a path, several, or bytes of one JSONL file. */
export type Validatable = string | readonly string[] | { readonly bytes: BytePieces };

import type { QuotaName } from './quotas.ts';

/** What a quota counts. */
export type QuotaUnit = 'records' | 'bytes' | 'jobs';

/**
 * How well a value is known: AWS wrote it down, somebody read or met it in an account, or it is our careful guess.
 */
export type QuotaConfidence = 'documented' | 'measured' | 'assumed';

/** One value of one quota, with everything that is known of it. */
export interface QuotaRow {
  readonly quota: QuotaName;
  /** Service Quotas code, `L-…`; absent where the row is for many models or the code is not known. */
  readonly code?: string | undefined;
  /** AWS's wording, without the model. */
  readonly name: string;
  readonly value: number;
  readonly unit: QuotaUnit;
  /** Bytes that AWS's "GB" is taken as, where AWS states the value in GB. */
  readonly bytesPerGB?: number | undefined;
  /** Whether AWS raises it on request. */
  readonly adjustable: boolean;
  /** Foundation model ids, or `any` for every model without a row of its own. */
  readonly appliesTo: 'any' | readonly string[];
  /** Whether it is the quota of custom models made from these models. */
  readonly custom: boolean;
  readonly confidence: QuotaConfidence;
  /** Where the value stands. */
  readonly source: string;
  /** Day on which the source was read or the value measured, `YYYY-MM-DD`. */
  readonly readOn: string;
  /** What speaks against the value, or what nobody knows. */
  readonly doubt?: string | undefined;
}

/** AWS does not say whether its GB are 10^9 or 2^30 bytes; the smaller one is safe under both readings. */
const GB = 1_000_000_000;

const TABLE =
  'Table of Bedrock quotas, https://docs.aws.amazon.com/general/latest/gr/bedrock.html#limits_bedrock';
const TABLE_READ_ON = '2025-06-05';
const GB_DOUBT = 'AWS does not document whether GB means 10^9 or 2^30 bytes; the smaller is taken';

const forAnyModel: readonly QuotaRow[] = [
  {
    quota: 'recordsPerFile',
    name: 'Records per input file per batch inference job',
    value: 50_000,
    unit: 'records',
    adjustable: true,
    appliesTo: 'any',
    custom: false,
    confidence: 'documented',
    source: TABLE,
    readOn: TABLE_READ_ON,
    doubt: 'Newer readings of 100,000 records per job may hold for files too; nobody has shown it',
  },
  {
    quota: 'recordsPerJob',
    name: 'Records per batch inference job',
    value: 50_000,
    unit: 'records',
    adjustable: true,
    appliesTo: 'any',
    custom: false,
    confidence: 'documented',
    source: TABLE,
    readOn: TABLE_READ_ON,
    doubt:
      'Later readings of single models say 100,000, two tools of August 2026 still hold to 50,000, and one AWS page on capacity and cost states 10,000 against this table',
  },
  {
    quota: 'minRecordsPerJob',
    name: 'Minimum number of records per batch inference job',
    value: 100,
    unit: 'records',
    adjustable: false,
    appliesTo: 'any',
    custom: false,
    confidence: 'documented',
    source: TABLE,
    readOn: TABLE_READ_ON,
    doubt: 'It was 1,000 before January 2025; readings of August and September 2026 confirm 100',
  },
  {
    quota: 'fileBytes',
    name: 'Batch inference input file size (in GB)',
    value: 1 * GB,
    unit: 'bytes',
    bytesPerGB: GB,
    adjustable: false,
    appliesTo: 'any',
    custom: false,
    confidence: 'documented',
    source: TABLE,
    readOn: TABLE_READ_ON,
    doubt: `${GB_DOUBT}. One AWS page on capacity and cost states 200 MB against this table`,
  },
  {
    quota: 'jobBytes',
    name: 'Batch inference job size (in GB)',
    value: 5 * GB,
    unit: 'bytes',
    bytesPerGB: GB,
    adjustable: false,
    appliesTo: 'any',
    custom: false,
    confidence: 'documented',
    source: TABLE,
    readOn: TABLE_READ_ON,
    doubt: `${GB_DOUBT}. A list of 2026 that is not AWS's gives Nova Lite 100 GB`,
  },
  {
    quota: 'recordBytes',
    name: 'Length of the body of InvokeModel',
    value: 25_000_000,
    unit: 'bytes',
    adjustable: false,
    appliesTo: 'any',
    custom: false,
    confidence: 'assumed',
    source: 'Model of the Bedrock Runtime API, botocore 1.43.107, `body` of InvokeModel',
    readOn: '2026-11-20',
    doubt: 'AWS documents no size of a record in batch; the bound of a single request is taken',
  },
  {
    quota: 'concurrentJobs',
    name: 'Sum of in-progress and submitted batch inference jobs using a base model',
    value: 20,
    unit: 'jobs',
    adjustable: true,
    appliesTo: 'any',
    custom: false,
    confidence: 'documented',
    source: TABLE,
    readOn: TABLE_READ_ON,
    doubt: 'AWS does not say whether jobs that are validating, scheduled or stopping count',
  },
  {
    quota: 'concurrentJobs',
    name: 'Sum of in-progress and submitted batch inference jobs using a custom model',
    value: 3,
    unit: 'jobs',
    adjustable: false,
    appliesTo: 'any',
    custom: true,
    confidence: 'assumed',
    source: TABLE,
    readOn: TABLE_READ_ON,
    doubt: 'AWS states it for the two Titan embedding models only; taken for all custom models',
  },
];

const TITAN_TEXT_V2 = 'amazon.titan-embed-text-v2:0';
const TITAN_MULTIMODAL = 'amazon.titan-embed-image-v1';
const NOVA_PRO = 'amazon.nova-pro-v1:0';

const forSingleModels: readonly QuotaRow[] = [
  {
    quota: 'recordsPerJob',
    name: 'Records per batch inference job',
    value: 100_000,
    unit: 'records',
    adjustable: true,
    appliesTo: [TITAN_TEXT_V2],
    custom: false,
    confidence: 'measured',
    source: 'Measured by others and published on 2026-08-13; a second reading of 2026-09-20 agrees',
    readOn: '2026-08-13',
    doubt: 'The table of June 2025 says 50,000, and a new account may have less than the default',
  },
  {
    quota: 'concurrentJobs',
    name: 'Sum of in-progress and submitted batch inference jobs using a base model',
    value: 20,
    unit: 'jobs',
    adjustable: true,
    appliesTo: [TITAN_TEXT_V2],
    custom: false,
    confidence: 'documented',
    source: TABLE,
    readOn: TABLE_READ_ON,
    doubt:
      'One account read 100 on 2026-08-13; the documented value is kept because it is the smaller',
  },
  {
    quota: 'concurrentJobs',
    name: 'Sum of in-progress and submitted batch inference jobs using a custom model',
    value: 3,
    unit: 'jobs',
    adjustable: false,
    appliesTo: [TITAN_MULTIMODAL, TITAN_TEXT_V2],
    custom: true,
    confidence: 'documented',
    source: TABLE,
    readOn: TABLE_READ_ON,
  },
  {
    quota: 'jobBytes',
    name: 'Batch inference job size (in GB)',
    value: 100 * GB,
    unit: 'bytes',
    bytesPerGB: GB,
    adjustable: false,
    appliesTo: [NOVA_PRO],
    custom: false,
    confidence: 'documented',
    source: TABLE,
    readOn: TABLE_READ_ON,
    doubt: GB_DOUBT,
  },
];

/**
 * The quotas of batch inference: rows for single models first, then the careful ones for every other model.
 *
 * A custom model has its own concurrency; its other quotas are those of its base model.
 *
 * @example Which values are only assumed
 * ```ts
 * import { quotaTable } from 'bedrock-batch';
 *
 * const assumed = quotaTable.filter(({ confidence }) => confidence === 'assumed');
 * console.assert(assumed.some(({ quota }) => quota === 'recordBytes'));
 * ```
 */
export const quotaTable: readonly QuotaRow[] = Object.freeze(
  [...forSingleModels, ...forAnyModel].map((row) => Object.freeze(row)),
);

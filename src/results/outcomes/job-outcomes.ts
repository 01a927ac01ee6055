import type { RecordCounts, SeenStatus } from '../../dataset/index.ts';
import type { IncompleteReason, RecordStatus } from './outcome.ts';
import type { CountedRecords } from './record-count.ts';

/** What Bedrock's own `manifest.json.out` says of a job. */
export interface OutputManifest {
  readonly totalRecordCount?: number | undefined;
  readonly processedRecordCount?: number | undefined;
  readonly successRecordCount?: number | undefined;
  readonly errorRecordCount?: number | undefined;
  readonly inputTokenCount?: number | undefined;
  readonly outputTokenCount?: number | undefined;
}

/** A line of the outputs that gave no outcome: it belongs to no record, or to one that another line speaks of. */
export interface OutputAnomaly {
  /** `conflict`: an answer that differs from the one that was taken; `duplicate`: any other line of a record that has one. */
  readonly kind: 'duplicate' | 'conflict' | 'stranger' | 'unreadable';
  /** S3 URI of the output file. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly recordId?: string | undefined;
}

/** Tokens summed over outputs. */
export interface TokenTotals {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Tokens that were read from a cache or written into one, beside those above: no price of them was read. Absent where there were none. */
  readonly cacheTokens?: number | undefined;
}

/** How many records of a job came to which end. */
export type OutcomeCounts = Readonly<Record<RecordStatus, number>>;

/** How many records of a run came to which end, and how many rows became none. */
export interface TotalCounts extends OutcomeCounts {
  /** Rows that the build set aside: not among the records. */
  readonly rejected: number;
}

/** How many successes are incomplete, by how they ended. */
export type IncompleteCounts = Readonly<Record<IncompleteReason, number>>;

/** What the best outcomes of the records of a job come to, once some of these were tried again. */
export interface BestSums {
  readonly counts: OutcomeCounts;
  readonly incomplete: IncompleteCounts;
  readonly unjudged: number;
}

/** What the best outcomes of the records of a job come to, once their answers were checked. */
export interface CheckedSums extends BestSums {
  /** How many of the failed ones failed for what they were answered. */
  readonly invalidAnswers: number;
}

/** What one job's outcomes add up to. */
export interface JobOutcomes {
  readonly folder: string;
  readonly jobArn?: string | undefined;
  /** Absent where the job was never submitted. */
  readonly status?: SeenStatus | undefined;
  /** Rows that share the answer of a record count too, each with its own outcome. */
  readonly counts: OutcomeCounts;
  /** How many of these share the answer of a record. Absent where none does. */
  readonly repeats?: number | undefined;
  /** Of the successes; absent where a version counted that did not look. */
  readonly incomplete?: IncompleteCounts | undefined;
  /** Successes that could not be looked at, since nobody knows the model's family. */
  readonly unjudged?: number | undefined;
  /** The same of the best outcome of each record. Absent where nothing of the run was tried again. */
  readonly retried?: BestSums | undefined;
  /** The same with their answers checked, which is what counts then. Absent where they were not. */
  readonly checked?: CheckedSums | undefined;
  /** Tokens of the outcomes' own usage; padding apart. */
  readonly tokens: TokenTotals;
  /** What the padding records came to and took. */
  readonly padding: { readonly counts: OutcomeCounts; readonly tokens: TokenTotals };
  readonly outputManifest?: OutputManifest | undefined;
  /** S3 URI of the folder it writes into. */
  readonly outputUri?: string | undefined;
  /** What Bedrock counted, as Get said once the job had ended. */
  readonly stated?: RecordCounts | undefined;
  /** What Get said last of a job that Bedrock forgot before it was seen to end: there are no fewer. */
  readonly statedBefore?: RecordCounts | undefined;
  /** What the output lines come to, counted as Bedrock counts; absent where the job was never submitted. */
  readonly counted?: CountedRecords | undefined;
  /** All anomalies found. */
  readonly anomalies: number;
  /** Those of them that are answers other than the one taken for their record. Default 0. */
  readonly conflicts?: number | undefined;
  /** The first 100 of them, conflicts before the others. */
  readonly anomalyExamples: readonly OutputAnomaly[];
}

/** No records at all. */
export const noCounts: OutcomeCounts = Object.freeze({
  succeeded: 0,
  failed: 0,
  unprocessed: 0,
  missing: 0,
});

/** No incomplete success at all. */
export const noIncomplete: IncompleteCounts = Object.freeze({
  length: 0,
  'content-filter': 0,
  refusal: 0,
  other: 0,
});

/** No tokens at all. */
export const noTokens: TokenTotals = Object.freeze({ inputTokens: 0, outputTokens: 0 });

/** What a run's outcomes add up to. */
export interface OutcomeTotals {
  /** All records but padding, and the rows that share the answer of one. Rejected rows are none. */
  readonly records: number;
  /** How many of these share the answer of a record. */
  readonly repeats: number;
  readonly counts: TotalCounts;
  /** Of the successes. */
  readonly incomplete: IncompleteCounts;
  /** Successes that nobody looked at: the model's family is not known, or they were saved by a version that did not. */
  readonly unjudged: number;
  /** How many of the failed ones failed for what they were answered. Absent where answers were not checked. */
  readonly invalidAnswers?: number | undefined;
  readonly tokens: TokenTotals;
  readonly paddingRecords: number;
  readonly paddingTokens: TokenTotals;
  readonly anomalies: number;
  /** Those of them that are answers other than the one taken for their record. */
  readonly conflicts: number;
  /** What was tried again, where something was; its tokens, its padding and its anomalies are counted above. */
  readonly retries?: RetryTotals | undefined;
}

/** What the retries of a run took. */
export interface RetryTotals {
  readonly rounds: number;
  /** How often a record was asked again, and by jobs rows that share the answer of one; padding is left out. */
  readonly records: number;
  /** How many of these were asked on demand, at its price. Absent where none was. */
  readonly onDemand?: number | undefined;
  readonly tokens: TokenTotals;
}

/** One round of retries of a run, as far as its outcomes are saved. */
export interface TriedRound {
  /** 1-based. */
  readonly round: number;
  /** Only where its records were asked on demand, and not by jobs. */
  readonly asked?: 'on-demand' | undefined;
  /** What its own outcomes come to: those of the records that were asked again, and their padding. */
  readonly totals: OutcomeTotals;
  /** Whether all of its outcomes are there; where not, the same retry goes on with it. */
  readonly isDone: boolean;
}

/**
 * Adds the jobs of a run up.
 *
 * @param jobs What `onJob` of {@link readOutcomes} was called with.
 * @param rejected Rows that the build set aside, as the manifest says: `rows.rejected.count`. Default 0.
 * @param rounds What `onRetries` of {@link readOutcomes} was called with: what was paid for in retries is added, while each record is
 *   counted once. Default: nothing was tried again.
 *
 * @example Two jobs
 * ```ts
 * import { sumOutcomes } from 'bedrock-batch/results';
 *
 * const totals = sumOutcomes([]);
 * console.assert(totals.records === 0 && totals.counts.failed === 0);
 * ```
 */
export function sumOutcomes(
  jobs: Iterable<JobOutcomes>,
  rejected: number = 0,
  rounds: readonly TriedRound[] = [],
): OutcomeTotals {
  let totals: OutcomeTotals = {
    records: 0,
    repeats: 0,
    counts: { ...noCounts, rejected },
    incomplete: noIncomplete,
    unjudged: 0,
    tokens: noTokens,
    paddingRecords: 0,
    paddingTokens: noTokens,
    anomalies: 0,
    conflicts: 0,
  };
  for (const job of jobs) {
    const ends = job.checked ?? job.retried ?? job;
    totals = {
      ...totals,
      records: totals.records + sumCounts(ends.counts),
      repeats: totals.repeats + (job.repeats ?? 0),
      counts: { ...addCounts(totals.counts, ends.counts), rejected },
      incomplete: addIncomplete(totals.incomplete, ends.incomplete ?? noIncomplete),
      unjudged: totals.unjudged + unjudgedOf(ends),
      ...invalidOf(totals, job),
      tokens: addTokens(totals.tokens, job.tokens),
      paddingRecords: totals.paddingRecords + sumCounts(job.padding.counts),
      paddingTokens: addTokens(totals.paddingTokens, job.padding.tokens),
      anomalies: totals.anomalies + job.anomalies,
      conflicts: totals.conflicts + (job.conflicts ?? 0),
    };
  }
  return Object.freeze(rounds.length === 0 ? totals : withRetries(totals, rounds));
}

/** Adds what was paid for in retries; the records are those that are counted already. */
function withRetries(totals: OutcomeTotals, rounds: readonly TriedRound[]): OutcomeTotals {
  let { tokens, paddingRecords, paddingTokens, anomalies, conflicts } = totals;
  let retried: RetryTotals = { rounds: rounds.length, records: 0, tokens: noTokens };
  for (const { totals: of, asked } of rounds) {
    retried = {
      ...retried,
      ...(asked === undefined ? {} : { onDemand: (retried.onDemand ?? 0) + of.records }),
      records: retried.records + of.records,
      tokens: addTokens(retried.tokens, of.tokens),
    };
    tokens = addTokens(tokens, of.tokens);
    paddingRecords += of.paddingRecords;
    paddingTokens = addTokens(paddingTokens, of.paddingTokens);
    anomalies += of.anomalies;
    conflicts += of.conflicts;
  }
  const retries = Object.freeze(retried);
  return { ...totals, tokens, paddingRecords, paddingTokens, anomalies, conflicts, retries };
}

function invalidOf(
  { invalidAnswers }: OutcomeTotals,
  { checked }: JobOutcomes,
): Pick<OutcomeTotals, 'invalidAnswers'> {
  if (checked === undefined) return {};
  return { invalidAnswers: (invalidAnswers ?? 0) + checked.invalidAnswers };
}

function unjudgedOf({
  incomplete,
  unjudged = 0,
  counts,
}: Pick<JobOutcomes, 'incomplete' | 'unjudged' | 'counts'>): number {
  return incomplete === undefined ? counts.succeeded : unjudged;
}

function sumCounts(counts: OutcomeCounts): number {
  return counts.succeeded + counts.failed + counts.unprocessed + counts.missing;
}

function addCounts(a: OutcomeCounts, b: OutcomeCounts): OutcomeCounts {
  return {
    succeeded: a.succeeded + b.succeeded,
    failed: a.failed + b.failed,
    unprocessed: a.unprocessed + b.unprocessed,
    missing: a.missing + b.missing,
  };
}

function addIncomplete(a: IncompleteCounts, b: IncompleteCounts): IncompleteCounts {
  return {
    length: a.length + b.length,
    'content-filter': a['content-filter'] + b['content-filter'],
    refusal: a.refusal + b.refusal,
    other: a.other + b.other,
  };
}

/** Adds up tokens. */
export function addTokens(a: TokenTotals, b: TokenTotals): TokenTotals {
  const cacheTokens = (a.cacheTokens ?? 0) + (b.cacheTokens ?? 0);
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    ...(cacheTokens > 0 && { cacheTokens }),
  };
}

import type { JobOutcomes } from '../outcomes/job-outcomes.ts';
import type { CountedRecords } from '../outcomes/record-count.ts';

/** Who says how many records a job processed. */
export type Witness = 'GetModelInvocationJob' | 'manifest.json.out';

/** A number of records that Bedrock states, and that the output lines do not come to. */
export interface Disagreement {
  readonly statedBy: Witness;
  readonly what: 'processed' | 'succeeded' | 'failed';
  readonly stated: number;
  /** Records with an output line, with `modelOutput` in it, with `error` in it; padding included. */
  readonly counted: number;
}

/**
 * Whether the output lines that were read are all that a job wrote:
 * - `agrees`: they come to what Bedrock states, or every record has a line;
 * - `differs`: they come to something else, so lines were not seen or are not of the job;
 * - `unknown`: records have no line, and Bedrock states nothing that would tell whether they had one.
 */
export type Agreement =
  | { readonly status: 'agrees' | 'unknown' }
  | { readonly status: 'differs'; readonly disagreements: readonly Disagreement[] };

interface Statement {
  readonly statedBy: Witness;
  readonly total: number | undefined;
  readonly processed: number | undefined;
  readonly succeeded: number | undefined;
  readonly failed: number | undefined;
}

const AGREES: Agreement = Object.freeze({ status: 'agrees' });
const UNKNOWN: Agreement = Object.freeze({ status: 'unknown' });

/**
 * Compares the output lines of a job with what Bedrock itself counted, in its last answer to Get and in `manifest.json.out`.
 *
 * Lines are counted by what stands in them, `modelOutput` or `error`: what an answer is worth, and tokens, are no matter
 * here. A record counts once however many lines it has. Lines of other records count where Bedrock speaks of more
 * records than the job has. Counts of 0 say nothing of a job that completed or has lines: they read 0 before processing.
 * Source: counts of GetModelInvocationJob, since 2026-04-01; results page of the Bedrock user guide for the manifest.
 *
 * @param job What `onJob` of {@link readOutcomes} was called with.
 *
 * @example Outputs that are not there
 * ```ts
 * import { agreementOf, sumOutcomes } from 'bedrock-batch/results';
 *
 * const { counts, tokens } = sumOutcomes([]);
 * const sums = { counts: { ...counts, missing: 300 }, tokens };
 * const agreement = agreementOf({
 *   ...{ folder: 'jobs/0000', ...sums, padding: sums, anomalies: 0, anomalyExamples: [] },
 *   stated: { total: 300, processed: 300, succeeded: 300, failed: 0 },
 *   counted: { records: 300, succeeded: 0, failed: 0, both: 0, strangers: { modelOutput: 0, error: 0 } },
 * });
 * console.assert(agreement.status === 'differs');
 * ```
 */
export function agreementOf(job: JobOutcomes): Agreement {
  const { counted, statedBefore } = job;
  if (counted === undefined) return AGREES;
  const statements = statementsOf(job, counted);
  const disagreements = [
    ...statements.flatMap((statement) => compare(statement, counted)),
    ...fewerThanBefore(statedBefore, counted),
  ];
  if (disagreements.length > 0) return Object.freeze({ status: 'differs', disagreements });
  return statements.length > 0 || withLine(counted) === counted.records ? AGREES : UNKNOWN;
}

/** A job that Bedrock has forgotten went on after it was seen last, so there may be more lines than it counted then. */
function fewerThanBefore(
  before: JobOutcomes['statedBefore'],
  counted: CountedRecords,
): readonly Disagreement[] {
  const { processed: stated = 0 } = before ?? {};
  const all = withLine(counted);
  if (all >= stated) return [];
  return [{ statedBy: 'GetModelInvocationJob', what: 'processed', stated, counted: all }];
}

function withLine({ succeeded, failed, both }: CountedRecords): number {
  return succeeded + failed + both;
}

function statementsOf(job: JobOutcomes, counted: CountedRecords): readonly Statement[] {
  const statements: Statement[] = [];
  const { stated, outputManifest: manifest } = job;
  const isEmpty = withLine(counted) === 0 && job.status !== 'Completed';
  if (stated !== undefined && (stated.processed > 0 || isEmpty))
    statements.push({ statedBy: 'GetModelInvocationJob', ...stated });
  const { processedRecordCount, successRecordCount, errorRecordCount } = manifest ?? {};
  const numbers = [processedRecordCount, successRecordCount, errorRecordCount];
  if (numbers.some((number) => number !== undefined))
    statements.push({
      statedBy: 'manifest.json.out',
      total: manifest?.totalRecordCount,
      processed: processedRecordCount,
      succeeded: successRecordCount,
      failed: errorRecordCount,
    });
  return statements;
}

function compare(statement: Statement, counted: CountedRecords): readonly Disagreement[] {
  const { statedBy, total, processed, succeeded, failed } = statement;
  const { records, both, strangers } = counted;
  const hasOthers = total !== undefined && total > records;
  const outputs = counted.succeeded + (hasOthers ? strangers.modelOutput : 0);
  const errors = counted.failed + (hasOthers ? strangers.error : 0);
  const all = outputs + errors + both;
  const ranges = [
    { what: 'processed', stated: processed, least: all, most: all },
    { what: 'succeeded', stated: succeeded, least: outputs, most: outputs + both },
    { what: 'failed', stated: failed, least: errors, most: errors + both },
  ] as const;
  return ranges.flatMap(({ what, stated, least, most }) => {
    if (stated === undefined || (stated >= least && stated <= most)) return [];
    return [Object.freeze({ statedBy, what, stated, counted: stated < least ? least : most })];
  });
}

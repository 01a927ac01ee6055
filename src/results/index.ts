export { type Agreement, agreementOf, type Disagreement, type Witness } from './agreement.ts';
export { formatOutcome } from './format-outcome.ts';
export {
  type IncompleteCounts,
  type JobOutcomes,
  noCounts,
  noIncomplete,
  noTokens,
  type OutcomeCounts,
  type OutcomeTotals,
  type OutputAnomaly,
  type OutputManifest,
  sumOutcomes,
  type TokenTotals,
} from './job-outcomes.ts';
export { type ManifestDifference, manifestDifferences } from './manifest-differences.ts';
export {
  type IncompleteReason,
  incompleteReason,
  incompleteReasons,
  type Outcome,
  type OutcomeError,
  type OutcomeStatus,
  outcomeStatuses,
  type UnprocessedReason,
} from './outcome.ts';
export type { OutcomeNote, TakeNote } from './outcome-note.ts';
export { disagreementText, requireAgreement } from './outputs-differ.ts';
export { type ReadOutcomesOptions, readOutcomes } from './read-outcomes.ts';
export { readSavedOutcomes } from './read-saved-outcomes.ts';
export type { CountedRecords, LineContent } from './record-count.ts';
export { type RetryOptions, retryDataset } from './retry-dataset.ts';
export { isWorthRetrying, type RetryReason, retryReasons } from './retry-reason.ts';
export { type SaveOutcomesOptions, saveOutcomes } from './save-outcomes.ts';

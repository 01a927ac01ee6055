export {
  type Agreement,
  agreementOf,
  type Disagreement,
  type Witness,
} from './agreement/agreement.ts';
export { type ManifestDifference, manifestDifferences } from './agreement/manifest-differences.ts';
export {
  disagreementText,
  type RequireAgreementOptions,
  requireAgreement,
} from './agreement/outputs-differ.ts';
export { type AnswerForm, type AnswerOptions, answerCheck } from './answers/check-answer.ts';
export { type OutcomeChange, type OutcomePair } from './diff/compare-outcomes.ts';
export { type DiffOptions, diffOutcomes } from './diff/diff-outcomes.ts';
export { type DiffGroup, DiffSummarizer, type DiffSummary } from './diff/diff-summary.ts';
export * from './lean.ts';
export type { OrderOptions, OutcomeOrder } from './order/outcome-order.ts';
export { formatOutcome } from './outcomes/format-outcome.ts';
export {
  type BestSums,
  type CheckedSums,
  type IncompleteCounts,
  type JobOutcomes,
  type OutcomeCounts,
  type OutcomeTotals,
  type OutputAnomaly,
  type OutputManifest,
  type RetryTotals,
  sumOutcomes,
  type TokenTotals,
  type TotalCounts,
  type TriedRound,
} from './outcomes/job-outcomes.ts';
export {
  type IncompleteReason,
  incompleteReason,
  incompleteReasons,
  type Outcome,
  type OutcomeError,
  type OutcomeStatus,
  outcomeStatuses,
  type RecordStatus,
  type RetryPlace,
  type UnprocessedReason,
} from './outcomes/outcome.ts';
export { inBatches } from './outcomes/outcome-batch.ts';
export type { OutcomeNote, TakeNote } from './outcomes/outcome-note.ts';
export { OutcomeCounter, type OutcomeProgress } from './outcomes/outcome-progress.ts';
export type { CountedRecords, LineContent } from './outcomes/record-count.ts';
export { savedSums } from './outcomes/saved-sums.ts';
export { outcomeBatches } from './reading/outcome-batches.ts';
export { readOutcomes } from './reading/read-outcomes.ts';
export type { ReadOutcomesOptions } from './reading/read-outcomes-options.ts';
export { type RetryCause, RetryCauses } from './retry/retry-causes.ts';
export { type RetryOptions, retryDataset } from './retry/retry-dataset.ts';
export { isWorthRetrying } from './retry/retry-reason.ts';
export { outcomePieces } from './saved/outcome-pieces.ts';
export { areAllSaved, areSavedWithoutDoubt, readAllSaved } from './saved/read-all-saved.ts';
export { readSavedOutcomes, type SavedReadingOptions } from './saved/read-saved-outcomes.ts';
export { saveBest } from './saved/save-best.ts';
export { type SaveOutcomesOptions, saveOutcomes } from './saved/save-outcomes.ts';
export { linePieces, type SavedFileOptions, savedPieces } from './saved/saved-pieces.ts';
export { type ObjectWriting, placeAt } from './saved/whole-file.ts';
export { writeOutcomes, writePieces, writeSavedOutcomes } from './saved/write-outcomes.ts';
export {
  type OutcomeExample,
  type OutcomeGroup,
  type OutcomeSummary,
} from './summary/outcome-summary.ts';
export type { PaidRange, PaidTokens } from './summary/paid-tokens.ts';
export {
  type JobCost,
  type ModelCost,
  type RoundCost,
  type RunCost,
  type RunCostOptions,
  runCost,
} from './summary/run-cost.ts';
export {
  type SummarizeOptions,
  summarizeBatches,
  summarizeOutcomes,
} from './summary/summarize-outcomes.ts';
export { type CellOptions, csvCell } from './table/csv-cell.ts';
export type { OutcomeTableOptions } from './table/outcome-table.ts';
export {
  type OutcomeFileOptions,
  type OutcomeFormat,
  outcomeWriter,
  takesLines,
} from './table/outcome-writer.ts';
export { outcomesToCsv } from './table/outcomes-to-csv.ts';
export { loadParquetPackage } from './table/parquet-package.ts';

export type {
  CodeCount,
  Diagnostic,
  DiagnosticCode,
  Excerpt,
  Location,
  Report,
  Severities,
  Severity,
} from '../core/index.ts';
export { type DatasetRules, DatasetValidator, jobQuotaDiagnostics } from './dataset-validator.ts';
export { explainerOf } from './explainer.ts';
export type { BytePieces } from './lines-of.ts';
export { checkModel, type ModelCheck } from './model-check.ts';
export type { ModelChoice } from './model-choice.ts';
export { RecordChecker } from './record-checker.ts';
export { assertValid, validateDataset } from './validate-dataset.ts';
export type { Validatable, ValidateOptions } from './validate-options.ts';
export { type ValidateRecordOptions, validateRecord } from './validate-record.ts';

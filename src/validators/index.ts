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
export type { UsedQuota, UsedQuotas } from './choose-quotas.ts';
export type { DatasetReport } from './dataset-report.ts';
export {
  type DatasetRules,
  DatasetValidator,
  jobQuotaDiagnostics,
  runQuotaDiagnostics,
} from './dataset-validator.ts';
export { explainerOf } from './explainer.ts';
export type { BytePieces } from './lines-of.ts';
export { checkModel, type ModelCheck } from './model-check.ts';
export type { ModelChoice } from './model-choice.ts';
export { schemaToAsk } from './own-schema.ts';
export { RecordChecker } from './record-checker.ts';
export type { CheckS3Options } from './s3-objects.ts';
export type { JobInput } from './s3-references.ts';
export { assertValid, validateDataset } from './validate-dataset.ts';
export type { Validatable, ValidateOptions } from './validate-options.ts';
export { type ValidateRecordOptions, validateRecord } from './validate-record.ts';

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
export { type DatasetRules, DatasetValidator } from './checking/dataset-validator.ts';
export { jobQuotaDiagnostics, runQuotaDiagnostics } from './checking/quota-diagnostics.ts';
export { RecordChecker } from './checking/record-checker.ts';
export type { CheckS3Options } from './job/s3-objects.ts';
export type { JobInput } from './job/s3-references.ts';
export * from './lean.ts';
export { checkModel, type ModelCheck } from './model/model-check.ts';
export type { ModelChoice } from './model/model-choice.ts';
export type { BytePieces } from './reading/lines-of.ts';
export { explainerOf } from './record/explainer.ts';
export { schemaToAsk } from './record/own-schema.ts';
export { assertValid } from './validate-dataset.ts';
export { type ValidateRecordOptions, validateRecord } from './validate-record.ts';
export type { UsedQuota, UsedQuotas } from './validation/choose-quotas.ts';
export type { DatasetReport } from './validation/dataset-report.ts';
export type { Validatable, ValidateOptions } from './validation/validate-options.ts';

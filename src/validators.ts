/**
 * Proves before a cent is spent that Bedrock will take a file, a folder, a dataset or a single record.
 *
 * @module
 */
export type {
  CodeCount,
  Diagnostic,
  DiagnosticCode,
  Excerpt,
  Location,
  Report,
  Severities,
  Severity,
} from './core/index.ts';
export {
  assertValid,
  type BytePieces,
  type CheckS3Options,
  type DatasetReport,
  type ModelChoice,
  type UsedQuota,
  type UsedQuotas,
  type Validatable,
  type ValidateOptions,
  type ValidateRecordOptions,
  validateDataset,
  validateRecord,
} from './validators/index.ts';

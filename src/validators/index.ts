export type { BytePieces } from './lines-of.ts';
export { checkModel, type ModelCheck, type ModelChoice } from './model-check.ts';
export { DatasetValidator, type DatasetRules, jobQuotaDiagnostics } from './dataset-validator.ts';
export { RecordChecker } from './record-checker.ts';
export { assertValid, type Validatable, validateDataset, type ValidateOptions } from './validate-dataset.ts';
export { validateRecord, type ValidateRecordOptions } from './validate-record.ts';

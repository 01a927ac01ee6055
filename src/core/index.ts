export { type ApiShapeName, apiConstraints } from './api/api-constraints.ts';
export type { ApiShape, StringShape } from './api/api-shape.ts';
export { type BrokenConstraint, checkConstraints } from './api/check-constraints.ts';
export { DEFAULT_TIMEOUT_HOURS, LONGEST_TIMEOUT_HOURS } from './api/job-timeout.ts';
export { dayOf } from './as-of.ts';
export { askSchema, outputOf, requireSchema, type SchemaFinding } from './ask-schema.ts';
export type { Severity } from './catalogue/entry.ts';
export { OTHER_FORMATS, type OtherFormat } from './catalogue/other-formats.ts';
export { type Day, daysBefore, isDay } from './day.ts';
export {
  DiagnosticCollector,
  type SetAside,
  type Severities,
  severityOf,
} from './diagnostics/collector.ts';
export {
  type Diagnostic,
  type DiagnosticArgs,
  type DiagnosticCode,
  defaultSeverity,
  diagnose,
  diagnosticCodes,
  type Excerpt,
  isAboutKey,
  isDiagnosticCode,
  type Location,
} from './diagnostics/diagnostic.ts';
export { ErrorNotes, type NotedErrors } from './diagnostics/error-notes.ts';
export type { CodeCount, Report } from './diagnostics/report.ts';
export {
  BedrockBatchError,
  CostError,
  type CostErrorDetails,
  DatasetError,
  type DatasetErrorCode,
  DatasetInvalidError,
  type ErrorDetails,
  InvalidOptionError,
  isBedrockBatchError,
  JobError,
  type JobErrorCode,
  type JobErrorDetails,
  type OptionErrorDetails,
  S3Error,
  type S3ErrorCode,
  type S3ErrorDetails,
  SourceError,
  type SourceErrorCode,
  type SourceErrorDetails,
} from './errors.ts';
export { type FinishReason, finishReasons } from './finish-reasons.ts';
export { canonicalJson, formatPath, isObject, type PathStep, withoutSeparators } from './json.ts';
export { type LateSchema, lateSchema } from './late-schema.ts';
export { type Moment, momentNow, secondsBetween } from './pace/moment.ts';
export { type Pace, type TimeLeft, timeLeft } from './pace/pace.ts';
export { PaceWindow } from './pace/pace-window.ts';
export { StageMeter } from './pace/stage-meter.ts';
export { type BatchRecord, type InvocationType, invocationTypes } from './record.ts';
export { requireOption } from './require-option.ts';
export { SpreadSample } from './spread-sample.ts';
export {
  isStandardSchema,
  type StandardSchema,
  type StandardSchemaAnswer,
  type StandardSchemaFault,
  type StandardSchemaMembers,
} from './standard-schema.ts';
export {
  BACKSLASH,
  BYTE_ORDER_MARK,
  CARRIAGE_RETURN,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON_SIGN,
  COMMA,
  EIGHT_DIGIT,
  FIRST_CONTINUATION,
  FIRST_LEAD,
  FIRST_LEAD_OF_PAIR,
  FULL_STOP,
  LAST_ASCII,
  LOWER_A,
  LOWER_D,
  LOWER_E,
  LOWER_F,
  LOWER_N,
  LOWER_U,
  LOWER_Z,
  MINUS_SIGN,
  NEWLINE,
  NINE_DIGIT,
  OPEN_ARRAY,
  OPEN_OBJECT,
  PLUS_SIGN,
  QUOTE,
  SPACE,
  TAB,
  UPPER_E,
  ZERO_DIGIT,
} from './text/bytes.ts';
export { decodeUtf8, decodeUtf8Pieces } from './text/decode-utf8.ts';
export { parseDuration } from './text/duration.ts';
export { editDistance, nearestName } from './text/nearest.ts';
export { pricePlace } from './text/price-place.ts';
export {
  describeValue,
  printable,
  printableJson,
  printableLines,
  quote,
  shorten,
} from './text/quote.ts';
export {
  countOf,
  formatBytes,
  formatCount,
  formatDecimal,
  formatDollars,
  formatDuration,
  formatSeconds,
  formatSize,
} from './text/units.ts';
export { newWasmMemory, reserveMemory, type WasmMemory, WasmModule } from './wasm-module.ts';
export { withoutUndefined } from './without-undefined.ts';

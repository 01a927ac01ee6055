import {
  type Diagnostic,
  DiagnosticCollector,
  type Severities,
  type StandardSchema,
  withoutSeparators,
} from '../core/index.ts';
import { type QuotaOverrides, quotasFor } from '../quotas/index.ts';
import { JobRules } from './job/job-rules.ts';
import { checkModel } from './model/model-check.ts';
import type { ModelChoice } from './model/model-choice.ts';
import { explainerOf } from './record/explainer.ts';
import { schemaToAsk } from './record/own-schema.ts';
import { RecordValidator } from './record/record-validator.ts';

/** Options of {@link validateRecord}. */
export interface ValidateRecordOptions extends ModelChoice {
  /** As that of `validateDataset`: a schema of the caller's own for the modelInput. */
  readonly schema?: StandardSchema | undefined;
  /** Quotas that differ from the table; only the size of a record matters here. */
  readonly quotas?: QuotaOverrides | undefined;
  readonly severities?: Severities | undefined;
  /** What messages call the record's source. Default `record`. */
  readonly name?: string | undefined;
}

/**
 * Checks one record as `validateDataset` checks each line, quotas of files and jobs aside.
 *
 * @param record A record, or one line of JSON as text or UTF-8 bytes.
 * @returns Diagnostics in the order they were found; empty where nothing is wrong. Columns count in the JSON text.
 * @throws {InvalidOptionError} `INVALID_OPTION` where the schema throws, answers with a promise, or is none.
 * @throws {TypeError} where a value cannot be written as JSON, such as a BigInt.
 *
 * @example A typing mistake is named with its cure
 * ```ts
 * import { validateRecord } from 'bedrock-batch/validators';
 *
 * const [diagnostic] = validateRecord(
 *   { recordId: '1', modelInput: { inputTxt: 'Hello' } },
 *   { model: 'amazon.titan-embed-text-v2:0' },
 * );
 * console.assert(diagnostic?.location.path?.startsWith('modelInput'));
 * ```
 */
export function validateRecord(
  record: unknown,
  options: ValidateRecordOptions,
): readonly Diagnostic[] {
  const check = checkModel(options);
  const collector = new DiagnosticCollector(options);
  for (const diagnostic of check.diagnostics) collector.add(diagnostic);
  const { quotas } = quotasFor(check.foundationModel, options.quotas, { custom: check.custom });
  const schema = schemaToAsk(options);
  const rules = { explain: explainerOf(check), schema, quotas, excerpts: true };
  const place = { source: options.name ?? 'record', line: 1, byteOffset: 0 };
  const jobRules = new JobRules(
    { ...NO_OBJECTS, isConverse: options.invocationType === 'Converse' },
    collector,
  );
  new RecordValidator(rules, collector, jobRules).check(lineOf(record), place);
  return collector.report({ jobs: 0, files: 0, records: 1, bytes: 0 }).diagnostics;
}

/** One record is no job: only its own S3 URIs are looked at. */
const NO_OBJECTS = { excerpts: true, gathersObjects: false, acceptsAnything: false };

function lineOf(record: unknown): Uint8Array {
  if (record instanceof Uint8Array) return record;
  if (typeof record === 'string') return new TextEncoder().encode(record);
  // a value is checked as it would be written
  const text: string | undefined = JSON.stringify(record);
  return new TextEncoder().encode(withoutSeparators(text ?? ''));
}

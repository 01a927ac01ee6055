import {
  countOf,
  DatasetInvalidError,
  DiagnosticCollector,
  diagnose,
  InvalidOptionError,
  quote,
  type Report,
  type Severities,
} from '../core/index.ts';
import type { Dataset } from '../dataset/index.ts';
import { DEFAULT_LINE_BYTES, type LineEngine } from '../engine/index.ts';
import { newHasher, pathKind, RunningDigest } from '../io/index.ts';
import { type QuotaOverrides, quotasFor } from '../quotas/index.ts';
import { DatasetValidator } from './dataset-validator.ts';
import { lineEngines } from './line-engines.ts';
import { type BytePieces, linesOfBytes, linesOfFile } from './lines-of.ts';
import { checkModel, type ModelChoice } from './model-check.ts';
import { compareShard, findForeignShards } from './shard-check.ts';
import { type JobFile, type Target, targetAt } from './targets.ts';

/** Options of {@link validateDataset}. */
export interface ValidateOptions extends Omit<ModelChoice, 'model'> {
  /** Model id, inference-profile id or ARN. Default: the manifest's; needed where there is none. */
  readonly model?: string | undefined;
  /** Quotas that differ from the table. */
  readonly quotas?: QuotaOverrides | undefined;
  /** Severities that differ from the catalogue, by code; `off` silences a code. */
  readonly severities?: Severities | undefined;
  /** Diagnostics kept per code; all are counted. Default 1,000. */
  readonly keepPerCode?: number | undefined;
  /** Whether diagnostics carry excerpts of the records. Default true. */
  readonly excerpts?: boolean | undefined;
  /** Longest line read, in bytes. Default 67,108,864 (64 MiB). */
  readonly maxLineBytes?: number | undefined;
  /** What messages call bytes that come from no file. Default `stdin`. */
  readonly name?: string | undefined;
  /** Aborts between blocks; the reason is thrown untouched. */
  readonly signal?: AbortSignal | undefined;
}

/** What can be validated: a path, several, or bytes of one JSONL file. */
export type Validatable = string | readonly string[] | { readonly bytes: BytePieces };

/**
 * Proves as far as it can be known that Bedrock takes every record, and that every quota holds.
 *
 * A file is a job; a folder with a manifest is a dataset; another folder is one job with all `.jsonl` below it.
 * Nothing is thrown for what is wrong with the records: it stands in the report.
 * Memory: one block of lines (1 MiB or the longest line), one parsed record, and the length of each recordId and about 10 bytes.
 *
 * @param what Path, paths, or the bytes of one JSONL file.
 * @returns The report; diagnostics in the order they were found, the first ones of each code.
 * @throws {SourceError} `SOURCE_NOT_FOUND`, `SOURCE_READ`.
 * @throws {InvalidOptionError} `INVALID_OPTION` where no model is named.
 * @throws {DatasetError} `DATASET_MANIFEST` where a manifest cannot be read.
 *
 * @example Check bytes before they are written anywhere
 * ```ts
 * import { validateDataset } from 'bedrock-batch/validators';
 *
 * const line = '{"recordId":"1","modelInput":{"inputText":""}}\n';
 * const report = await validateDataset(
 *   { bytes: [new TextEncoder().encode(line)] },
 *   { model: 'amazon.titan-embed-text-v2:0', quotas: { minRecordsPerJob: 1 } },
 * );
 * console.assert(!report.valid && report.diagnostics[0]?.location.line === 1);
 * ```
 */
export async function validateDataset(
  what: Validatable,
  options: ValidateOptions = {},
): Promise<Report> {
  if (typeof what === 'object' && 'bytes' in what) return validateBytes(what.bytes, options);
  const paths = typeof what === 'string' ? [what] : what;
  const targets: Target[] = [];
  for (const path of paths) targets.push(await targetAt(path));
  requireOneModel(targets, options);
  const prepared = prepare(options, targets[0]?.dataset);
  const { collector, validator } = prepared;
  for (const target of targets) await validateTarget(target, { ...prepared, options });
  return collector.report(validator.sizes);
}

/**
 * Throws where a report has errors.
 *
 * @throws {DatasetInvalidError} `DATASET_INVALID`, with the report.
 */
export function assertValid(report: Report): void {
  if (report.valid) return;
  throw new DatasetInvalidError(
    `The dataset has ${countOf(report.errors, 'error')}, so nothing is submitted`,
    {
      report,
      hint: 'Mend the source and build again',
    },
  );
}

interface Validation {
  readonly collector: DiagnosticCollector;
  readonly validator: DatasetValidator;
  /** Makes the engine for the next file. */
  readonly newEngine: () => LineEngine;
  readonly options: ValidateOptions;
}

async function validateBytes(bytes: BytePieces, options: ValidateOptions): Promise<Report> {
  const { collector, validator, newEngine } = prepare(options, undefined);
  const source = options.name ?? 'stdin';
  validator.startJob(source);
  validator.startFile(source);
  for await (const block of linesOfBytes(bytes, newEngine())) {
    options.signal?.throwIfAborted();
    validator.push(block);
  }
  validator.finishFile();
  validator.finishJob();
  return collector.report(validator.sizes);
}

/** Datasets of several models are checked one by one: each has its own schema and quotas. */
function requireOneModel(targets: readonly Target[], options: ValidateOptions): void {
  const models = new Set(targets.flatMap(({ dataset }) => dataset?.manifest.model ?? []));
  if (models.size < 2 || options.model !== undefined) return;
  throw new InvalidOptionError('The datasets are for different models', {
    option: 'path',
    expected: 'datasets for one model',
    received: [...models].map((model) => quote(model)).join(', '),
    hint: 'Validate them one by one, or name the model that all are for with --model',
  });
}

function prepare(
  options: ValidateOptions,
  dataset: Dataset | undefined,
): Omit<Validation, 'options'> {
  const manifest = dataset?.manifest;
  const check = checkModel({
    model: requireModel(options.model ?? manifest?.model),
    baseModel: options.baseModel ?? manifest?.baseModel,
    invocationType: options.invocationType ?? manifest?.invocationType,
    region: options.region,
  });
  const collector = new DiagnosticCollector(options);
  for (const diagnostic of check.diagnostics) collector.add(diagnostic);
  const overrides = { ...(manifest === undefined ? {} : manifest.quotas), ...options.quotas };
  const { quotas } = quotasFor(check.foundationModel, overrides, { custom: check.custom });
  const rules = {
    family: check.family,
    modelId: check.foundationModel ?? check.modelId,
    quotas,
    excerpts: options.excerpts ?? true,
    maxLineBytes: options.maxLineBytes ?? DEFAULT_LINE_BYTES,
  };
  const validator = new DatasetValidator(rules, collector);
  return { collector, validator, newEngine: lineEngines(rules) };
}

async function validateTarget(target: Target, validation: Validation): Promise<void> {
  const { collector, validator } = validation;
  const foreign = target.dataset === undefined ? [] : await findForeignShards(target.dataset);
  for (const diagnostic of foreign) collector.add(diagnostic);
  for (const job of target.jobs) {
    validator.startJob(job.source);
    for (const file of job.files) await validateFile(file, validation);
    validator.finishJob();
  }
  if (target.dataset !== undefined) {
    validator.finishDataset(target.dataset.folder, target.jobs.length);
  }
}

async function validateFile(
  file: JobFile,
  { validator, collector, newEngine, options }: Validation,
): Promise<void> {
  const { source, path, shard } = file;
  if (shard !== undefined && (await pathKind(path)) === 'missing') {
    collector.add(diagnose('SHARD_MISSING', { location: { source }, args: { path: shard.path } }));
    return;
  }
  const digest = shard === undefined ? undefined : new RunningDigest(await newHasher());
  validator.startFile(source);
  for await (const block of linesOfFile(path, newEngine())) {
    options.signal?.throwIfAborted();
    digest?.update(block.bytes);
    validator.push(block);
  }
  validator.finishFile();
  const changed =
    shard === undefined || digest === undefined
      ? undefined
      : compareShard(shard, digest.digest(), source);
  if (changed !== undefined) collector.add(changed);
}

function requireModel(model: string | undefined): string {
  if (model !== undefined) return model;
  throw new InvalidOptionError('No model is named, and records can only be checked for one', {
    option: 'model',
    expected: 'a model id, an inference-profile id or an ARN',
    received: 'nothing',
    hint: 'Name it with --model, as it will be given to Bedrock',
  });
}

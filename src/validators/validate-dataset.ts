import {
  countOf,
  DatasetInvalidError,
  InvalidOptionError,
  quote,
  type Report,
} from '../core/index.ts';
import { type BytePieces, linesOfBytes } from './lines-of.ts';
import { findForeignShards } from './shard-check.ts';
import { type Target, targetAt } from './targets.ts';
import { validateFile } from './validate-file.ts';
import type { Validatable, ValidateOptions } from './validate-options.ts';
import { prepare, type Validation } from './validation.ts';

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
  const validation = prepare(options, targets[0]?.dataset);
  for (const target of targets) await validateTarget(target, validation);
  return validation.collector.report(validation.validator.sizes);
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

async function validateBytes(bytes: BytePieces, options: ValidateOptions): Promise<Report> {
  const { collector, validator, explainer, newEngine } = prepare(options, undefined);
  const source = options.name ?? 'stdin';
  validator.startJob(source);
  validator.startFile(source);
  for await (const block of linesOfBytes(bytes, newEngine())) {
    options.signal?.throwIfAborted();
    await explainer.prepareFor(block);
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

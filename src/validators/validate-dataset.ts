import {
  countOf,
  DatasetInvalidError,
  formatCount,
  InvalidOptionError,
  quote,
  type Report,
} from '../core/index.ts';
import type { LineWorkers } from './reading/line-workers.ts';
import { type BytePieces, linesOfBytes } from './reading/lines-of.ts';
import { shareReading, startWorkers, totalBytes } from './reading/share-reading.ts';
import type { DatasetReport } from './validation/dataset-report.ts';
import { jobInputOf, requireInputUri } from './validation/job-input.ts';
import { findOtherFormat, lookAtBytes } from './validation/other-format-check.ts';
import { pushLines } from './validation/push-lines.ts';
import { findForeignShards } from './validation/shard-check.ts';
import {
  type JobFile,
  type JobTarget,
  type Target,
  targetAt,
  targetOf,
} from './validation/targets.ts';
import { validateFile } from './validation/validate-file.ts';
import type { Validatable, ValidateOptions } from './validation/validate-options.ts';
import { prepare, type Validation } from './validation/validation.ts';

/**
 * Proves as far as it can be known that Bedrock takes every record, and that every quota holds.
 *
 * A file is a job; a folder with a manifest is a dataset; another folder is one job with all `.jsonl` below it.
 * Nothing is thrown for what is wrong with the records: it stands in the report.
 * Memory: one block of lines (1 MiB or twice the longest line), for each further thread that and about 25 MB, one parsed record,
 * and 12 to 23 bytes for each recordId, up to 45 where lines are far shorter at first; those of bytes or a pipe stand in a file below `tmp`, or take their length and 3 bytes more.
 * With `checkS3` also the SDK and at most 10 MB for URIs.
 *
 * @param what Path, paths, or the bytes of one JSONL file.
 * @returns The report; diagnostics in the order they were found, the first ones of each code.
 * @throws {SourceError} `SOURCE_NOT_FOUND`, `SOURCE_READ`.
 * @throws {InvalidOptionError} `INVALID_OPTION` where no model is named, or where a schema throws or answers with a promise.
 * @throws {S3Error} with `checkS3`: `S3_CREDENTIALS`, `S3_BUCKET_REGION`, `S3_REQUEST` where S3 cannot be asked; there is no report then.
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
): Promise<DatasetReport> {
  if (typeof what === 'object' && 'bytes' in what) return validateBytes(what.bytes, options);
  const targets: Target[] = [];
  try {
    if (typeof what === 'object' && 'manifest' in what) targets.push(targetOf(what));
    else for (const path of [what].flat()) targets.push(await targetAt(path, options.s3));
    return await validateAll(targets, options);
  } finally {
    for (const { home } of targets) home?.close();
  }
}

async function validateAll(
  targets: readonly Target[],
  options: ValidateOptions,
): Promise<DatasetReport> {
  requireOneModel(targets, options);
  requireInputUri(options.inputUri, targets);
  const bytes = await totalBytes(filesOf(targets));
  const workers = await startWorkers(bytes, options);
  try {
    return await validateTargets(targets, options, bytes, workers);
  } finally {
    await workers?.close();
  }
}

/**
 * Throws where a report has errors.
 *
 * @param report What was found.
 * @param remains What comes of it, for the message.
 * @throws {DatasetInvalidError} `DATASET_INVALID`, with the report.
 */
export function assertValid(report: Report, remains: string = 'nothing is submitted'): void {
  if (report.valid) return;
  throw new DatasetInvalidError(
    `The dataset has ${countOf(report.errors, 'error')}, so ${remains}`,
    {
      report,
      hint: 'Fix the source and build again',
    },
  );
}

async function validateTargets(
  targets: readonly Target[],
  options: ValidateOptions,
  bytes: number,
  workers: LineWorkers | undefined,
): Promise<DatasetReport> {
  const validation = await prepare(options, targets[0]?.dataset);
  validation.validator.expect(bytes);
  const sharing = shareReading(workers, validation.fast, options.signal);
  try {
    for (const target of targets) await validateTarget(target, { ...validation, sharing });
  } finally {
    close(validation);
  }
  const jobs = targets.reduce((sum, target) => sum + target.jobs.length, 0);
  validation.validator.finishRun(nameOfRun(targets), jobs);
  return reportOf(validation);
}

async function validateBytes(bytes: BytePieces, options: ValidateOptions): Promise<DatasetReport> {
  requireInputUri(options.inputUri, []);
  const validation = await prepare(options, undefined);
  try {
    const looked = await lookAtBytes(bytes, options.name ?? 'stdin', options);
    if (looked.found === undefined) await validateLines(looked.bytes, validation);
    else validation.collector.add(looked.found);
  } finally {
    close(validation);
  }
  return reportOf(validation);
}

function close({ objects, validator }: Validation): void {
  objects?.close();
  validator.close();
}

async function validateLines(bytes: BytePieces, validation: Validation): Promise<void> {
  const { validator, newEngine, options } = validation;
  const source = options.name ?? 'stdin';
  validator.startJob(source, jobInputOf(options.inputUri, undefined));
  validator.startFile(source);
  await pushLines(linesOfBytes(bytes, newEngine()), validation);
  validator.finishFile();
  await finishJob(validation);
}

async function finishJob({ validator, objects, options }: Validation): Promise<void> {
  validator.finishJob();
  await objects?.lookAtAll(options.signal);
}

function filesOf(targets: readonly Target[]): readonly JobFile[] {
  return targets.flatMap(({ jobs }) => jobs.flatMap(({ files }) => files));
}

/** What a message about all jobs of a call names. */
function nameOfRun([first, ...others]: readonly Target[]): string {
  const name = first?.dataset?.folder ?? first?.jobs[0]?.source ?? '';
  return others.length === 0 ? name : `${name} and ${formatCount(others.length)} more`;
}

function reportOf({ collector, validator, usedQuotas }: Validation): DatasetReport {
  const report = collector.report(validator.sizes);
  return usedQuotas === undefined ? report : { ...report, quotas: usedQuotas };
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

/** Leaves out files that are of another kind altogether, each with one finding. */
async function filesOfRecords(
  { files }: JobTarget,
  { collector, options }: Validation,
): Promise<readonly JobFile[]> {
  const ofRecords: JobFile[] = [];
  for (const file of files) {
    const found = await findOtherFormat(file, options);
    if (found === undefined) ofRecords.push(file);
    else collector.add(found);
  }
  return ofRecords;
}

async function validateTarget(target: Target, validation: Validation): Promise<void> {
  const { collector, validator, options } = validation;
  const { dataset } = target;
  // what lies in S3 is the input of its jobs
  const own = dataset?.home.folder === undefined ? dataset?.folder : undefined;
  const inputUri = options.inputUri ?? own;
  const foreign = target.dataset === undefined ? [] : await findForeignShards(target.dataset);
  for (const diagnostic of foreign) collector.add(diagnostic);
  for (const job of target.jobs) {
    const files = target.dataset === undefined ? await filesOfRecords(job, validation) : job.files;
    if (files.length === 0) continue;
    const padding = job === target.jobs.at(-1) ? (target.dataset?.manifest.padding.length ?? 0) : 0;
    validator.startJob(job.source, jobInputOf(inputUri, job.folder), padding);
    for (const file of files) await validateFile(file, validation);
    await finishJob(validation);
  }
}

import { join } from 'node:path';
import {
  countOf,
  DatasetInvalidError,
  type Diagnostic,
  DiagnosticCollector,
  type InvocationType,
  quote,
  type Report,
  type Severities,
  SourceError,
  type StandardSchema,
} from '../../core/index.ts';
import {
  type Dataset,
  type DatasetJob,
  datasetDigest,
  formatManifest,
  MANIFEST_NAME,
  type Manifest,
  openDataset,
  ROWS_NAME,
} from '../../dataset/index.ts';
import { entriesOf, makeWorkFolder, moveInto, removeAll, replaceFile } from '../../io/index.ts';
import { padIds, type Quotas } from '../../quotas/index.ts';
import {
  explainerOf,
  jobQuotaDiagnostics,
  type ModelCheck,
  RecordChecker,
  runQuotaDiagnostics,
} from '../../validators/index.ts';
import { modelRefusal } from '../../validators/lean.ts';
import { type EncodedRecord, encodeLine } from '../records/encode-record.ts';
import { RowDigestWriter } from '../row-digests/row-digests.ts';
import type { Row } from '../rows/row.ts';
import { DatasetWriter } from './dataset-writer.ts';
import { type OutFolder, refuseRuns } from './out-folder.ts';

/** Everything a build has decided before its first record. */
export interface BuildPlan {
  /** Absolute path of the folder. */
  readonly out: string;
  /** Slug that begins the names of prefixes and jobs. */
  readonly name: string;
  /** What diagnostics call the source. */
  readonly source: string;
  readonly model: string;
  readonly baseModel: string | undefined;
  readonly invocationType: InvocationType;
  readonly check: ModelCheck;
  readonly quotas: Quotas;
  readonly buildKey: string | undefined;
  readonly belowMinimum: 'error' | 'pad';
  readonly severities: Severities | undefined;
  /** The caller's own schema for model inputs. */
  readonly schema: StandardSchema | undefined;
  /** Whether record n is made of row n of the source; else the shards name no rows. */
  readonly hasRows: boolean;
  /** Template that makes the ids, where one does. */
  readonly idTemplate: string | undefined;
}

const PAD_LIKE = /^pad-\d+$/;

/** What a build writes. */
interface BuildFiles {
  readonly writer: DatasetWriter;
  readonly rows: RowDigestWriter | undefined;
}

/** The shortest record so far, of which padding would be made. */
interface Shortest {
  readonly bytes: number;
  readonly modelInput: string;
}

/**
 * One build: lines in, validated as bytes, written into shards; a dataset in place at the end or nothing at all.
 *
 * Memory: what the writer and the validator hold, the shortest record, and the ids that look like those of padding.
 */
export class DatasetBuild {
  readonly #plan: BuildPlan;
  readonly #work: string;
  readonly #writer: DatasetWriter;
  /** Absent where the source has no rows to join. */
  readonly #rows: RowDigestWriter | undefined;
  readonly #collector: DiagnosticCollector;
  readonly #checker: RecordChecker;
  /** Ids of records that padding must not use. */
  readonly #padLikeIds = new Set<string>();
  #shortest: Shortest | undefined;
  #records = 0;
  #bytes = 0;
  #skipped = 0;

  private constructor(plan: BuildPlan, work: string, files: BuildFiles) {
    this.#plan = plan;
    this.#work = work;
    this.#writer = files.writer;
    this.#rows = files.rows;
    this.#collector = new DiagnosticCollector({ severities: plan.severities });
    const { check, quotas, invocationType } = plan;
    this.#checker = new RecordChecker(
      {
        ...{ explain: explainerOf(check), schema: plan.schema, quotas, invocationType },
        excerpts: true,
        tmp: work,
      },
      this.#collector,
      plan.source,
    );
  }

  /** @throws {InvalidOptionError} `MODEL_ENDED` where AWS has ended the model. */
  static async begin(plan: BuildPlan): Promise<DatasetBuild> {
    const { check, severities } = plan;
    const refusal = modelRefusal(check.diagnostics, { severities, allowUnchecked: true });
    if (refusal !== undefined) throw refusal;
    const work = await makeWorkFolder(plan.out);
    const writer = await DatasetWriter.in(work, plan.quotas);
    const rows = plan.hasRows ? await RowDigestWriter.in(work) : undefined;
    const build = new DatasetBuild(plan, work, { writer, rows });
    for (const diagnostic of plan.check.diagnostics) build.report(diagnostic);
    return build;
  }

  get records(): number {
    return this.#records;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Counts a row that became no record. No dataset comes of it then: record n would no longer be row n. */
  skip(): void {
    this.#skipped += 1;
  }

  /** Keeps the digest of a row, which is the next one of the source. */
  remember(row: Row): void {
    this.#rows?.add(row);
  }

  /** Adds a diagnostic about a row. */
  report(diagnostic: Diagnostic): void {
    this.#collector.add(diagnostic);
  }

  /** Checks a record and writes it. `row` is its 1-based row. */
  add(record: EncodedRecord, row: number): void {
    const errors = this.#collector.errors;
    this.#checker.check(record.line, row);
    const good = this.#collector.errors === errors;
    if (good && record.line.length < (this.#shortest?.bytes ?? Infinity))
      this.#keepShortest(record.line);
    this.#write(record);
  }

  /**
   * Ends the dataset and puts it in place.
   *
   * @throws {DatasetInvalidError} `DATASET_INVALID` where a record or a job has an error, or a row became no record,
   *   whatever the severity of its diagnostics; nothing is left behind then.
   * @throws {SourceError} `SOURCE_EMPTY` where there is no record.
   * @throws {DatasetError} `DATASET_EXISTS` where the dataset to replace has got a run in the meantime.
   */
  async finish(out: OutFolder): Promise<{ readonly dataset: Dataset; readonly report: Report }> {
    const padding = this.#pad();
    const jobs = await this.#writer.finish(this.#plan.hasRows ? padding.length : this.#records);
    this.#checkJobs(jobs);
    this.#checker.close();
    const report = this.#report(jobs);
    if (!report.valid || this.#skipped > 0) throw invalid(report, this.#skipped);
    if (this.#records === 0) throw noRows(this.#plan.source);
    await this.#putInPlace(out, this.#manifest(jobs, padding));
    return { dataset: await openDataset(this.#plan.out), report };
  }

  /** Removes whatever was written. */
  async abandon(): Promise<void> {
    this.#writer.abandon();
    this.#rows?.abandon();
    this.#checker.close();
    await removeAll(this.#work);
    if ((await entriesOf(this.#plan.out)).length === 0) await removeAll(this.#plan.out);
  }

  #write(record: EncodedRecord): void {
    if (PAD_LIKE.test(record.recordId)) this.#padLikeIds.add(record.recordId);
    this.#records += 1;
    this.#bytes += record.line.length;
    this.#writer.write(record.line, record.recordId);
  }

  #keepShortest(line: Uint8Array): void {
    const text = new TextDecoder().decode(line);
    const start = text.indexOf('"modelInput":') + '"modelInput":'.length;
    this.#shortest = { bytes: line.length, modelInput: text.slice(start, text.lastIndexOf('}')) };
  }

  /** Fills a last job below the minimum up to it, where the caller wants that and there is a record to repeat. */
  #pad(): readonly string[] {
    const { missing } = this.#writer;
    const shortest = this.#shortest;
    if (this.#plan.belowMinimum === 'error' || shortest === undefined || missing === 0) return [];
    const ids = padIds(missing, (id) => this.#padLikeIds.has(id));
    for (const recordId of ids) {
      this.#write({ recordId, line: encodeLine(recordId, shortest.modelInput) });
    }
    return ids;
  }

  #checkJobs(jobs: readonly DatasetJob[]): void {
    const shortestRecordBytes = this.#shortest?.bytes;
    const found =
      jobs.length > 0 ? jobs : [{ folder: this.#plan.source, records: 0, bytes: 0, shards: [] }];
    for (const { folder, records, bytes } of found) {
      const source = jobs.length > 1 ? `${this.#plan.source} (${folder})` : this.#plan.source;
      const job = { source, records, bytes, shortestRecordBytes };
      for (const diagnostic of jobQuotaDiagnostics(job, this.#plan.quotas)) this.report(diagnostic);
    }
    this.#checker.finish();
    const run = { source: this.#plan.source, jobs: jobs.length };
    for (const diagnostic of runQuotaDiagnostics(run, this.#plan.quotas)) this.report(diagnostic);
    for (const { path, bytes } of jobs.flatMap(({ shards }) => shards))
      this.#checker.checkFileBytes(path, bytes);
  }

  #report(jobs: readonly DatasetJob[]): Report {
    const files = jobs.reduce((sum, { shards }) => sum + shards.length, 0);
    return this.#collector.report({
      jobs: jobs.length,
      files,
      records: this.#records,
      bytes: this.#bytes,
      repeatedModelInputs: this.#checker.repeated,
    });
  }

  #manifest(jobs: readonly DatasetJob[], padding: readonly string[]): Manifest {
    const { name, model, baseModel, invocationType, buildKey, quotas, idTemplate } = this.#plan;
    const rows = this.#rows?.finish();
    return {
      version: 1,
      name,
      digest: datasetDigest({ jobs, model, invocationType }),
      buildKey,
      rows: rows === undefined ? undefined : { ...rows, id: idTemplate },
      model,
      baseModel,
      invocationType,
      quotas,
      records: this.#records,
      bytes: this.#bytes,
      jobs,
      padding,
    };
  }

  async #putInPlace(out: OutFolder, manifest: Manifest): Promise<void> {
    const folder = this.#plan.out;
    if (out.kind === 'replace') {
      await refuseRuns(folder);
      await removeAll(join(folder, MANIFEST_NAME));
      await removeAll(join(folder, ROWS_NAME));
      await removeAll(join(folder, 'jobs'));
    }
    await moveInto(join(this.#work, 'jobs'), join(folder, 'jobs'));
    if (manifest.rows !== undefined)
      await moveInto(join(this.#work, ROWS_NAME), join(folder, ROWS_NAME));
    await removeAll(this.#work);
    await replaceFile(join(folder, MANIFEST_NAME), formatManifest(manifest));
  }
}

function invalid(report: Report, skipped: number): DatasetInvalidError {
  const found = countOf(report.errors, 'error');
  const of = countOf(report.records, 'record');
  const lost = `${countOf(skipped, 'row')} that became no record`;
  const gives = report.valid ? lost : `${found} in ${of}`;
  const why = report.valid ? ', which ends a build whatever the severities' : '';
  return new DatasetInvalidError(`The source gives ${gives}${why}, so no dataset was written`, {
    report,
    hint: 'Fix what the diagnostics name and build again',
  });
}

function noRows(source: string): SourceError {
  const message = `${quote(source)} has no rows, so no dataset was written`;
  const hint = 'Check that it is the right source, and that it is complete';
  return new SourceError('SOURCE_EMPTY', message, { source, hint });
}

import { type Diagnostic, DiagnosticCollector, type Report } from '../../core/index.ts';
import { type Dataset, type DatasetJob, type Manifest, openDataset } from '../../dataset/index.ts';
import { entriesOf, makeWorkFolder, removeAll } from '../../io/index.ts';
import { explainerOf, RecordChecker, runQuotaDiagnostics } from '../../validators/index.ts';
import { modelRefusal } from '../../validators/lean.ts';
import type { EncodedRecord } from '../records/encode-record.ts';
import { RowDigestWriter } from '../row-digests/row-digests.ts';
import type { Row } from '../rows/row.ts';
import { invalidSource, noRows } from './build-errors.ts';
import { buildManifest } from './build-manifest.ts';
import type { BuildPlan } from './build-plan.ts';
import { DatasetWriter } from './dataset-writer.ts';
import { checkJobs } from './job-checks.ts';
import type { OutFolder } from './out-folder.ts';
import { Padding } from './padding.ts';
import { putInPlace } from './put-in-place.ts';

/**
 * One build: lines in, validated as bytes, written into shards; a dataset in place at the end or nothing at all.
 *
 * Memory: what the writer, the validator and {@link Padding} hold.
 */
export class DatasetBuild {
  readonly #plan: BuildPlan;
  readonly #work: string;
  readonly #writer: DatasetWriter;
  /** Absent where the source has no rows to join. */
  readonly #rows: RowDigestWriter | undefined;
  readonly #collector: DiagnosticCollector;
  readonly #checker: RecordChecker;
  readonly #padding = new Padding();
  #records = 0;
  #bytes = 0;
  #skipped = 0;

  private constructor(
    plan: BuildPlan,
    work: string,
    writer: DatasetWriter,
    rows: RowDigestWriter | undefined,
  ) {
    this.#plan = plan;
    this.#work = work;
    this.#writer = writer;
    this.#rows = rows;
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
    const refusal = modelRefusal(check, { severities, allowUnchecked: true });
    if (refusal !== undefined) throw refusal;
    const work = await makeWorkFolder(plan.out);
    const writer = await DatasetWriter.in(work, plan.quotas);
    const rows = plan.hasRows ? await RowDigestWriter.in(work) : undefined;
    const build = new DatasetBuild(plan, work, writer, rows);
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
    if (this.#collector.errors === errors) this.#padding.noteLine(record.line);
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
    if (!report.valid || this.#skipped > 0) throw invalidSource(report, this.#skipped);
    if (this.#records === 0) throw noRows(this.#plan.source);
    const { kind } = out;
    await putInPlace(this.#work, this.#plan.out, { kind, manifest: this.#manifest(jobs, padding) });
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
    this.#padding.noteId(record.recordId);
    this.#records += 1;
    this.#bytes += record.line.length;
    this.#writer.write(record.line, record.recordId);
  }

  /** Fills a last job below the minimum up to it, where the caller wants that and there is a record to repeat. */
  #pad(): readonly string[] {
    if (this.#plan.belowMinimum === 'error') return [];
    const ids: string[] = [];
    for (const record of this.#padding.records(this.#writer.missing)) {
      this.#write(record);
      ids.push(record.recordId);
    }
    return ids;
  }

  #checkJobs(jobs: readonly DatasetJob[]): void {
    const { source, quotas } = this.#plan;
    for (const diagnostic of checkJobs(this.#plan, jobs, this.#padding.shortestRecordBytes))
      this.report(diagnostic);
    this.#checker.finish();
    for (const diagnostic of runQuotaDiagnostics({ source, jobs: jobs.length }, quotas))
      this.report(diagnostic);
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
    const [records, bytes] = [this.#records, this.#bytes];
    return buildManifest(this.#plan, { jobs, padding, records, bytes, rows: this.#rows?.finish() });
  }
}

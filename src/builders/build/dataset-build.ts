import {
  type Diagnostic,
  DiagnosticCollector,
  diagnose,
  type NotedErrors,
  type Report,
  type SetAside,
} from '../../core/index.ts';
import { type Dataset, type DatasetJob, type Manifest } from '../../dataset/index.ts';
import type { Block, Verdicts } from '../../engine/index.ts';
import {
  type JudgedBlock,
  type RefusedLine,
  RowJudge,
  runQuotaDiagnostics,
} from '../../validators/index.ts';
import { modelRefusal } from '../../validators/lean.ts';
import { type BuiltRow, whyNoRecord } from '../intake/built-row.ts';
import { isOverLimit } from '../intake/invalid-limit.ts';
import { RejectedRowWriter } from '../intake/rejected-row-writer.ts';
import { IdHashWriter } from '../pieces/id-hash-writer.ts';
import { RepeatFilter } from '../repeats/repeat-filter.ts';
import { RowDigestWriter } from '../row-digests/row-digests.ts';
import { type RenderedLines, runsOf } from '../rows/rendered-lines.ts';
import { recordIdAt, recordIdOf } from '../shards/record-id-at.ts';
import { invalidSource, noRows, tooManyInvalid } from './build-errors.ts';
import { buildManifest } from './build-manifest.ts';
import type { BuildPlan } from './build-plan.ts';
import type { Draft } from './draft.ts';
import { checkJobs } from './job-checks.ts';
import type { OutFolder } from './out-folder.ts';
import { Padding } from './padding.ts';
import { blockOf, placeOf } from './row-place.ts';

/**
 * One build: lines in, validated as bytes, written into shards; a dataset in place at the end or nothing at all.
 *
 * Memory: what the writer, the validator and {@link Padding} hold.
 */
export class DatasetBuild {
  readonly #plan: BuildPlan;
  readonly #draft: Draft;
  /** Absent where the source has no rows to join. */
  readonly #rows: RowDigestWriter | undefined;
  /** Absent where an invalid row ends the build. */
  readonly #rejected: RejectedRowWriter | undefined;
  readonly #collector: DiagnosticCollector;
  readonly #judge: RowJudge;
  readonly #padding = new Padding();
  /** Absent where every row is asked. */
  readonly #repeats: RepeatFilter | undefined;
  /** Absent where no other piece can have the same ids. */
  readonly #ids: IdHashWriter | undefined;
  #records = 0;
  #bytes = 0;
  #skipped = 0;
  /** Errors in all that was said before the block. */
  #errors = 0;

  private constructor(plan: BuildPlan, draft: Draft, rows: RowDigestWriter | undefined) {
    const { tmp, open, lines } = draft;
    this.#plan = plan;
    this.#draft = draft;
    this.#rows = rows;
    this.#rejected = plan.maxInvalid === undefined ? undefined : new RejectedRowWriter(open);
    const notes = this.#rejected?.notes;
    const { check, schema, quotas, invocationType, source, dedupe, piece } = plan;
    if (piece?.hasOwnIds === true) this.#ids = new IdHashWriter(open);
    // what rows repeat is not asked again, so there is nothing to warn of
    const severities = {
      ...plan.severities,
      ...(dedupe && { MODEL_INPUT_REPEATED: 'off' as const }),
    };
    this.#collector = new DiagnosticCollector({ severities, notes });
    if (dedupe) this.#repeats = new RepeatFilter((into, position) => lines.readAt(into, position));
    const of = { check, schema, quotas, invocationType, hashesInputs: dedupe };
    const rules = { ...of, excerpts: true, tmp, notes };
    this.#judge = new RowJudge(rules, this.#collector, { source, take: this.#take });
  }

  /**
   * @param begin Begins what is written.
   * @throws {InvalidOptionError} `MODEL_ENDED` where AWS has ended the model.
   */
  static async begin(plan: BuildPlan, begin: () => Promise<Draft>): Promise<DatasetBuild> {
    const { check, severities } = plan;
    const refusal = modelRefusal(check, { severities, allowUnchecked: true });
    if (refusal !== undefined) throw refusal;
    const draft = await begin();
    const { open } = draft;
    const rows = plan.hasRows ? await RowDigestWriter.by(open, plan.piece?.rowsBefore) : undefined;
    const build = new DatasetBuild(plan, draft, rows);
    for (const diagnostic of plan.check.diagnostics) build.report(diagnostic);
    return build;
  }

  /** Those of rows that share an answer are none. */
  get records(): number {
    return this.#records - (this.#repeats?.count ?? 0);
  }

  /** Of the records that are written. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds a diagnostic, behind those of the records before it. */
  report(diagnostic: Diagnostic): void {
    this.#judge.flush();
    this.#collector.add(diagnostic);
    this.#errors = this.#collector.errors;
  }

  /**
   * Takes the next row of the source. Its record is checked and written with those around it; without one it is set aside, or no
   * dataset comes of the build: record n would no longer be row n.
   */
  addRow(row: BuiltRow): void {
    const { line, origin, diagnostics, isNote } = row;
    this.#rejected?.notes.take(); // what was found before is not about this row
    for (const diagnostic of diagnostics) this.report(diagnostic);
    if (isNote === true) return;
    const errors = this.#rejected?.notes.take();
    if (this.#rejected !== undefined && (errors !== undefined || line === undefined))
      this.#setAside(row, errors ?? whyNoRecord(row));
    else if (line === undefined) this.#skipped += 1;
    else {
      if (origin !== undefined) this.#rows?.add(origin);
      this.#judge.add(line, placeOf(row));
      this.#records += 1;
    }
  }

  /** Takes the records of rows in their order, which are lines already. */
  addRendered(rows: RenderedLines): void {
    for (const run of runsOf(rows)) {
      const { file, firstRow } = run;
      this.#rows?.addBytes(run.digests, firstRow);
      this.#judge.addLines(run, { row: firstRow - (file?.rowsBefore ?? 0), source: file?.source });
    }
    this.#records += rows.count;
  }

  /** Waits until there is room for what comes next. */
  room(): Promise<void> {
    return this.#draft.lines.room();
  }

  /**
   * Ends the dataset and puts it in place.
   *
   * @throws {DatasetInvalidError} `DATASET_INVALID` where a record or a job has an error, or a row became no record,
   *   whatever the severity of its diagnostics, or more rows were set aside than may be; nothing is left behind then.
   * @throws {SourceError} `SOURCE_EMPTY` where there is no record.
   * @throws {DatasetError} `DATASET_EXISTS` where the dataset to replace has got a run in the meantime.
   */
  async finish({
    kind,
  }: OutFolder): Promise<{ readonly dataset: Dataset; readonly report: Report }> {
    this.#judge.flush();
    const isPiece = this.#plan.piece !== undefined;
    const padding = isPiece ? [] : this.#pad();
    const jobs = await this.#draft.lines.finish(this.#plan.hasRows ? padding.length : this.records);
    if (isPiece) this.#judge.finish();
    else this.#checkJobs(jobs);
    this.#judge.close();
    if (!isPiece) this.#requireFewRejected(this.#records - padding.length, jobs);
    const aside = this.#rejected?.aside;
    const report = this.#report(jobs, aside);
    const others = { skipped: this.#skipped, repeats: this.#repeats?.count ?? 0, aside };
    if (!report.valid || others.skipped > 0) throw invalidSource(report, others);
    if (this.records === 0 && !isPiece) throw noRows(this.#plan.source);
    const manifest = this.#manifest(jobs, padding);
    this.#ids?.finish();
    return { dataset: await this.#draft.putInPlace(kind, manifest), report };
  }

  /** Removes whatever was written. */
  async abandon(): Promise<void> {
    await this.#draft.lines.abandon();
    this.#rows?.abandon();
    this.#rejected?.abandon();
    this.#ids?.abandon();
    this.#judge.close();
    await this.#draft.abandon();
  }

  /** Writes lines that are judged. */
  readonly #take = (block: Verdicts, { kept, refused }: JudgedBlock): void => {
    const { errors } = this.#collector;
    this.#padding.note(kept, this.#rejected === undefined && errors > this.#errors);
    this.#errors = errors;
    this.#settleRows(block, refused);
    this.#ids?.add(kept);
    const idAt = (index: number) => recordIdAt(kept, index);
    if (this.#repeats === undefined) this.#write(kept, idAt);
    else
      this.#repeats.take(kept, idAt, (lines, indexOf) =>
        this.#write(lines, (index) => idAt(indexOf(index))),
      );
  };

  /** Writes the digests of rows whose records are kept, and sets the others aside. */
  #settleRows(block: Verdicts, refused: readonly RefusedLine[]): void {
    const rows = this.#rows;
    if (rows === undefined) return; // records that have none are all kept
    let from = 0;
    for (const { index, errors } of refused) {
      rows.keep(index - from);
      this.#rejected?.add({ recordId: recordIdAt(block, index), ...rows.drop() }, errors);
      from = index + 1;
    }
    rows.keep(block.count - from);
    this.#records -= refused.length;
  }

  /** Sets a row aside whose record, if there is one, is not judged. */
  #setAside({ row, origin, line }: BuiltRow, errors: NotedErrors): void {
    this.#judge.flush();
    const recordId =
      line === undefined
        ? (this.#plan.likelyId?.(row, origin) ?? '')
        : recordIdOf(Buffer.from(line));
    const digest = origin && this.#rows?.digestOf(origin);
    this.#rejected?.add({ row, recordId, digest }, errors);
  }

  get #rejectedRows(): number {
    return this.#rejected?.aside.rows ?? 0;
  }

  #requireFewRejected(records: number, jobs: readonly DatasetJob[]): void {
    const rejected = this.#rejectedRows;
    const { maxInvalid: limit } = this.#plan;
    if (limit === undefined || rejected === 0) return;
    const rows = records + rejected;
    if (records === 0 || isOverLimit(limit, rejected, rows))
      throw tooManyInvalid(this.#report(jobs), { rejected, rows, limit });
  }

  #write(block: Block, idAt: (index: number) => string): void {
    this.#bytes += block.bytes.length;
    this.#draft.lines.write(block, idAt);
  }

  /** Fills a last job below the minimum up to it, where the caller wants that and there is a record to repeat. */
  #pad(): readonly string[] {
    if (this.#plan.belowMinimum === 'error') return [];
    const ids: string[] = [];
    for (const { recordId, line } of this.#padding.records(this.#draft.lines.missing)) {
      this.#records += 1;
      this.#write(blockOf(line), () => recordId);
      ids.push(recordId);
    }
    return ids;
  }

  #checkJobs(jobs: readonly DatasetJob[]): void {
    const { source, quotas } = this.#plan;
    const { shortestRecordBytes } = this.#padding;
    const lost = this.#skipped + (jobs.length === 0 ? this.#rejectedRows : 0);
    for (const diagnostic of checkJobs(this.#plan, jobs, { shortestRecordBytes, lost }))
      this.report(diagnostic);
    this.#judge.finish();
    for (const diagnostic of runQuotaDiagnostics({ source, jobs: jobs.length }, quotas))
      this.report(diagnostic);
    for (const { path, bytes } of jobs.flatMap(({ shards }) => shards))
      this.#checkFileBytes(path, bytes);
  }

  /** A single record may be too large for any file. */
  #checkFileBytes(source: string, actual: number): void {
    const limit = this.#plan.quotas.fileBytes;
    if (actual <= limit) return;
    this.report(diagnose('QUOTA_FILE_BYTES', { location: { source }, args: { limit, actual } }));
  }

  #report(jobs: readonly DatasetJob[], aside?: SetAside): Report {
    const files = jobs.reduce((sum, { shards }) => sum + shards.length, 0);
    const sizes = {
      jobs: jobs.length,
      files,
      records: this.records,
      bytes: this.#bytes,
      repeatedModelInputs: this.#repeats === undefined ? this.#judge.repeated : 0,
    };
    return this.#collector.report(sizes, aside);
  }

  #manifest(jobs: readonly DatasetJob[], padding: readonly string[]): Manifest {
    const [records, bytes] = [this.records, this.#bytes];
    const rejected = this.#rejected?.finish();
    const rows = this.#rows && { ...this.#rows.finish(), rejected };
    const repeats = this.#repeats?.finish(this.#draft.open);
    return buildManifest(this.#plan, { jobs, padding, records, bytes, rows, repeats });
  }
}

import { BYTE_ORDER_MARK, type DiagnosticCollector, type ErrorNotes } from '../../core/index.ts';
import {
  ACCEPTED,
  ALIKE,
  lineOf,
  TOO_LONG,
  type Verdicts,
  withoutNewline,
} from '../../engine/index.ts';
import { IdIndex } from '../ids/id-index.ts';
import type { JobRules } from '../job/job-rules.ts';
import type { JobInput } from '../job/s3-references.ts';
import { LineEnds } from '../record/line-ends.ts';
import type { LinePlace } from '../record/place.ts';
import {
  type CheckedLine,
  type ExplainedLine,
  type RecordRules,
  RecordValidator,
} from '../record/record-validator.ts';
import { RepeatedInputs } from '../repeats/repeated-inputs.ts';
import { reportRepeats } from '../repeats/report-repeats.ts';
import { Likeness } from './likeness.ts';
import {
  fileQuotaDiagnostics,
  jobQuotaDiagnostics,
  runQuotaDiagnostics,
} from './quota-diagnostics.ts';
import { type RefusedLine, RefusedLines } from './refused-lines.ts';
import { reportDuplicate, type UsedId } from './report-duplicate.ts';

/** What a {@link DatasetValidator} checks against besides the records' own rules. */
export interface DatasetRules extends RecordRules {
  readonly maxLineBytes: number;
  /** What lines are called: those of a build stand in no file yet, and line n is row n of its source. Default `lines`. */
  readonly places?: 'lines' | 'rows' | undefined;
  /** Folder for the ids of sources that cannot be read twice; they stay in memory where there is none. */
  readonly tmp?: string | undefined;
  /** Gets all errors, where lines that have one are to be left out. Their ids are free then. */
  readonly notes?: ErrorNotes | undefined;
}

/** What was pushed, once it is judged. */
export interface JudgedBlock {
  /** The block, without the lines that are left out. */
  readonly kept: Verdicts;
  /** Those in the order of the block; none where it is not asked for. */
  readonly refused: readonly RefusedLine[];
}

const NONE_REFUSED: readonly RefusedLine[] = [];

/**
 * The synchronous machine of validation: blocks of lines in, diagnostics into the collector.
 *
 * Call `startJob`, for each file `startFile`, `push` for its blocks and `finishFile`, then `finishJob`; `close` in any case.
 * Memory: one parsed record and the index of ids.
 */
export class DatasetValidator {
  readonly #records: RecordValidator;
  readonly #collector: DiagnosticCollector;
  readonly #rules: DatasetRules;
  readonly #jobRules: JobRules | undefined;
  readonly #lineEnds: LineEnds;
  readonly #ids: IdIndex;
  readonly #likeness: Likeness;
  readonly #repeats = new RepeatedInputs();
  /** Absent where lines with errors are not left out. */
  readonly #refused: RefusedLines | undefined;
  #source = '';
  #line = 0;
  #file = { records: 0, bytes: 0 };
  /** `closer`: records that were looked at closer; an engine accepted the others. */
  #job = { source: '', records: 0, closer: 0, bytes: 0, repeatedBefore: 0, padding: 0 };
  #jobs = 0;
  #files = 0;
  #allRecords = 0;
  #allBytes = 0;

  constructor(rules: DatasetRules, collector: DiagnosticCollector, jobRules?: JobRules) {
    this.#jobRules = jobRules;
    this.#rules = rules;
    this.#ids = new IdIndex(rules);
    this.#collector = collector;
    this.#likeness = new Likeness(collector);
    this.#lineEnds = new LineEnds(collector, rules);
    this.#records = new RecordValidator(rules, collector, jobRules);
    this.#refused = rules.notes && new RefusedLines(rules.notes);
  }

  /** @param bytes Of all files that follow: how many ids they may have is known after the first lines. */
  expect(bytes: number): void {
    this.#ids.expectBytes(bytes);
  }

  /**
   * @param source What messages about the job as a whole name: its folder or file.
   * @param input What is known of the job's input in S3.
   * @param padding Records that were added on purpose, all of them with one model input.
   */
  startJob(source: string, input?: JobInput, padding: number = 0): void {
    this.#jobs += 1;
    const repeatedBefore = this.#repeats.count;
    this.#job = { source, records: 0, closer: 0, bytes: 0, repeatedBefore, padding };
    this.#jobRules?.startJob(source, input);
  }

  /** @param path The file, where the source is one. */
  startFile(source: string, path?: string): void {
    this.#files += 1;
    this.#source = source;
    this.#line = 0;
    this.#file = { records: 0, bytes: 0 };
    this.#likeness.learn(undefined);
    this.#ids.startFile(source, path);
    this.#repeats.startFile(path);
  }

  /** Takes note of lines that are not there: rows that became no record. */
  skipLines(lines: number): void {
    this.#line += lines;
  }

  push(block: Verdicts): JudgedBlock {
    this.#jobRules?.prepare(block);
    this.#refused?.begin();
    const { count, offsets, verdict } = block;
    this.#ids.take(block, this.#line);
    for (let index = 0; index < count; ) {
      const mayCount = verdict[index] === ALIKE && this.#jobRules?.wantsEach !== true;
      const known = mayCount ? this.#likeness.counted : undefined;
      if (verdict[index] === ACCEPTED) {
        index = this.#accept(block, index);
      } else if (known !== undefined) {
        index = this.#countAlike(block, index, known);
      } else {
        this.#line += 1;
        this.#lookCloser(block, index);
        index += 1;
      }
    }
    this.#file.bytes += (offsets[count] ?? 0) - (offsets[0] ?? 0);
    const judged = this.#refused?.finish(block) ?? { kept: block, refused: NONE_REFUSED };
    this.#repeats.take(judged.kept);
    return judged;
  }

  /** Gives back the files that were opened to compare ids. */
  close(): void {
    this.#ids.close();
    this.#repeats.close();
  }

  finishFile(): void {
    this.#lineEnds.finishFile();
    const { records, bytes } = this.#file;
    const file = { source: this.#source, records, bytes };
    for (const diagnostic of fileQuotaDiagnostics(file, this.#rules.quotas))
      this.#collector.add(diagnostic);
    this.#job.records += records;
    this.#job.bytes += bytes;
  }

  finishJob(): void {
    for (const diagnostic of jobQuotaDiagnostics(this.#job, this.#rules.quotas))
      this.#collector.add(diagnostic);
    const { source, records, repeatedBefore, padding } = this.#job;
    const repeated = this.#repeats.count - repeatedBefore - padding;
    reportRepeats({ source, records, repeated }, this.#collector);
    this.#jobRules?.finishJob(this.#job.records - this.#job.closer);
    this.#allRecords += this.#job.records;
    this.#allBytes += this.#job.bytes;
  }

  /** Compares jobs that are submitted together with the quota of jobs at a time. */
  finishRun(source: string, jobs: number): void {
    for (const diagnostic of runQuotaDiagnostics({ source, jobs }, this.#rules.quotas))
      this.#collector.add(diagnostic);
  }

  /** Sizes of all that was pushed and finished. */
  get sizes(): {
    readonly jobs: number;
    readonly files: number;
    readonly records: number;
    readonly bytes: number;
    readonly repeatedModelInputs: number;
  } {
    return {
      jobs: this.#jobs,
      files: this.#files,
      records: this.#allRecords,
      bytes: this.#allBytes,
      repeatedModelInputs: this.#repeats.count,
    };
  }

  #lookCloser(block: Verdicts, index: number): void {
    const { offsets, verdict } = block;
    const place = this.#placeOf(block, index);
    const line = lineOf(block, index);
    const { records } = this.#file;
    if (verdict[index] === TOO_LONG)
      this.#tooLong(line, place, (offsets[index + 1] ?? 0) - place.byteOffset);
    else if (this.#checkLine(withoutNewline(line), place))
      this.#lineEnds.look(line, place, this.#records);
    if (this.#refused?.take(index) === true) this.#file.records = records;
    this.#job.closer += this.#file.records - records;
  }

  /** Gives whether the line is a record; else it is blank. */
  #checkLine(line: Uint8Array, place: LinePlace): boolean {
    const bom = place.line === 1 && BYTE_ORDER_MARK.every((byte, index) => line[index] === byte);
    if (bom)
      this.#records.report('JSONL_BOM', { line, place, span: { start: 0, end: 3 }, args: {} });
    const text = bom ? line.subarray(BYTE_ORDER_MARK.length) : line;
    const textPlace = bom ? { ...place, byteOffset: BYTE_ORDER_MARK.length } : place;
    const checked = this.#records.check(text, textPlace);
    this.#likeness.learn(this.#explained(checked));
    this.#refused?.learn();
    if (!checked.isRecord) return false;
    this.#file.records += 1;
    if (checked.recordId !== undefined && this.#refused?.hasError !== true)
      this.#addId({ recordId: checked.recordId, line: text, place: textPlace });
    return true;
  }

  /** What is wrong with lines like the one that was checked, where that is known: a schema of the user's sees each itself. */
  #explained({ recordId }: CheckedLine): ExplainedLine | undefined {
    const isKnown = recordId !== undefined && this.#rules.schema === undefined;
    return isKnown ? this.#records.explained : undefined;
  }

  #addId(used: UsedId): void {
    const first = this.#ids.add(used.recordId, used.place);
    const rowsOf = this.#isOfRows ? this.#source : undefined;
    if (first !== undefined) reportDuplicate(this.#records, used, { first, rowsOf });
  }

  /** Takes lines that are like the one which was explained last, as far as they stand together: what is wrong with them is known. */
  #countAlike(block: Verdicts, from: number, known: ExplainedLine): number {
    const { records } = this.#file;
    const refusedTo = this.#refused?.takeAlike(block, from);
    const end = refusedTo ?? this.#accept(block, from);
    if (refusedTo !== undefined) this.#line += end - from;
    this.#likeness.count(known, end - from);
    if (known.findings !== undefined) this.#jobRules?.addAlike(known.findings, end - from);
    this.#job.closer += this.#file.records - records;
    return end;
  }

  /**
   * Takes an accepted line and those behind it that are accepted too. Nothing is wrong with the lines themselves; only an id may have
   * been used before.
   *
   * @returns The index of the first line that was not taken, or `count`.
   */
  #accept(block: Verdicts, from: number): number {
    const asks = this.#rules.schema !== undefined;
    if (asks && this.#isRefusedBySchema(block, from)) return from + 1;
    const to = asks ? from + 1 : block.count;
    const end = this.#ids.addNew(block, [from, to], this.#line + 1);
    this.#file.records += end - from;
    this.#line += end - from;
    if (end === to || block.verdict[end] !== block.verdict[from]) return end;
    this.#acceptOne(block, end);
    return end + 1;
  }

  /** The user's own schema sees every record, before its id is looked at, as where a line needs a closer look. */
  #isRefusedBySchema(block: Verdicts, index: number): boolean {
    const byteOffset = block.offsets[index] ?? 0;
    const line = this.#line + 1;
    const place = { source: this.#source, line, byteOffset };
    this.#records.checkAccepted(block, index, this.#isOfRows ? { ...place, row: line } : place);
    if (this.#refused?.take(index) !== true) return false;
    this.#line += 1;
    return true;
  }

  #acceptOne(block: Verdicts, index: number): void {
    this.#line += 1;
    this.#file.records += 1;
    const place = this.#placeOf(block, index);
    const line = withoutNewline(lineOf(block, index));
    const id = block.bytes.subarray(block.idStart[index], block.idEnd[index]);
    const { buffer, byteOffset, byteLength } = id;
    const recordId = Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
    this.#addId({ recordId, line, place });
    if (this.#refused?.take(index) === true) this.#file.records -= 1;
  }

  #placeOf({ offsets }: Verdicts, index: number): LinePlace {
    const place = { source: this.#source, line: this.#line, byteOffset: offsets[index] ?? 0 };
    return this.#isOfRows ? { ...place, row: this.#line } : place;
  }

  get #isOfRows(): boolean {
    return this.#rules.places === 'rows';
  }

  /** @param length Of all of the line, its newline included: what is kept of it is shorter. */
  #tooLong(line: Uint8Array, place: LinePlace, length: number): void {
    this.#file.records += 1;
    const actual = length - (line.length - withoutNewline(line).length);
    const args = { limit: this.#rules.maxLineBytes, actual };
    this.#records.report('JSONL_LINE_TOO_LONG', { line, place, span: { start: 0, end: 1 }, args });
  }
}

import {
  type Diagnostic,
  type DiagnosticCollector,
  diagnose,
  formatCount,
  printable,
} from '../core/index.ts';
import { ACCEPTED, lineOf, TOO_LONG, type Verdicts } from '../engine/index.ts';
import type { Quotas } from '../quotas/index.ts';
import { IdIndex, type IdPlace } from './id-index.ts';
import type { LinePlace } from './place.ts';
import { type RecordRules, RecordValidator } from './record-validator.ts';

const NEWLINE = 10;
const BOM = [0xef, 0xbb, 0xbf];

/** What a {@link DatasetValidator} checks against besides the records' own rules. */
export interface DatasetRules extends RecordRules {
  readonly maxLineBytes: number;
}

/**
 * The synchronous machine of validation: blocks of lines in, diagnostics into the collector.
 *
 * Call `startJob`, for each file `startFile`, `push` for its blocks and `finishFile`, then `finishJob`.
 * Memory: one parsed record and the index of ids.
 */
export class DatasetValidator {
  readonly #records: RecordValidator;
  readonly #collector: DiagnosticCollector;
  readonly #rules: DatasetRules;
  readonly #ids = new IdIndex();
  #source = '';
  #line = 0;
  #file = { records: 0, bytes: 0 };
  #job = { source: '', records: 0, bytes: 0 };
  #jobs = 0;
  #files = 0;
  #allRecords = 0;
  #allBytes = 0;

  constructor(rules: DatasetRules, collector: DiagnosticCollector) {
    this.#rules = rules;
    this.#collector = collector;
    this.#records = new RecordValidator(rules, collector);
  }

  /** @param source What messages about the job as a whole name: its folder or file. */
  startJob(source: string): void {
    this.#jobs += 1;
    this.#job = { source, records: 0, bytes: 0 };
  }

  startFile(source: string): void {
    this.#files += 1;
    this.#source = source;
    this.#line = 0;
    this.#file = { records: 0, bytes: 0 };
    this.#ids.startFile(source);
  }

  push(block: Verdicts): void {
    const { count, offsets, verdict } = block;
    for (let index = 0; index < count; index += 1) {
      this.#line += 1;
      if (verdict[index] === ACCEPTED) this.#accept(block, index);
      else this.#lookCloser(block, index);
    }
    this.#file.bytes += (offsets[count] ?? 0) - (offsets[0] ?? 0);
  }

  finishFile(): void {
    const { records, bytes } = this.#file;
    const { recordsPerFile, fileBytes } = this.#rules.quotas;
    const location = { source: this.#source };
    if (records > recordsPerFile) {
      this.#collector.add(
        diagnose('QUOTA_RECORDS_PER_FILE', {
          location,
          args: { limit: recordsPerFile, actual: records },
        }),
      );
    }
    if (bytes > fileBytes) {
      this.#collector.add(
        diagnose('QUOTA_FILE_BYTES', { location, args: { limit: fileBytes, actual: bytes } }),
      );
    }
    this.#job.records += records;
    this.#job.bytes += bytes;
  }

  finishJob(): void {
    for (const diagnostic of jobQuotaDiagnostics(this.#job, this.#rules.quotas))
      this.#collector.add(diagnostic);
    this.#allRecords += this.#job.records;
    this.#allBytes += this.#job.bytes;
  }

  /** Compares a dataset, whose jobs are submitted together, with the quota of jobs at a time. */
  finishDataset(source: string, jobs: number): void {
    const limit = this.#rules.quotas.concurrentJobs;
    if (jobs <= limit) return;
    const args = { limit, actual: jobs };
    this.#collector.add(diagnose('QUOTA_CONCURRENT_JOBS', { location: { source }, args }));
  }

  /** Sizes of all that was pushed and finished. */
  get sizes(): {
    readonly jobs: number;
    readonly files: number;
    readonly records: number;
    readonly bytes: number;
  } {
    return {
      jobs: this.#jobs,
      files: this.#files,
      records: this.#allRecords,
      bytes: this.#allBytes,
    };
  }

  #lookCloser(block: Verdicts, index: number): void {
    const { offsets, verdict } = block;
    const place = this.#placeOf(block, index);
    const line = lineOf(block, index);
    if (verdict[index] === TOO_LONG)
      this.#tooLong(line, place, (offsets[index + 1] ?? 0) - place.byteOffset);
    else this.#checkLine(withoutNewline(line), place);
  }

  #checkLine(line: Uint8Array, place: LinePlace): void {
    const bom = place.line === 1 && BOM.every((byte, index) => line[index] === byte);
    if (bom)
      this.#records.report('JSONL_BOM', { line, place, span: { start: 0, end: 3 }, args: {} });
    const text = bom ? line.subarray(BOM.length) : line;
    const textPlace = bom ? { ...place, byteOffset: BOM.length } : place;
    const checked = this.#records.check(text, textPlace);
    if (!checked.isRecord) return;
    this.#file.records += 1;
    if (checked.recordId !== undefined)
      this.#addId({ recordId: checked.recordId, line: text, place: textPlace });
  }

  #addId(used: UsedId): void {
    const first = this.#ids.add(used.recordId, used.place.line);
    if (first !== undefined) this.#reportDuplicate(used, first);
  }

  #reportDuplicate({ recordId, line, place }: UsedId, first: IdPlace): void {
    this.#records.report('RECORD_ID_DUPLICATE', {
      line,
      place,
      recordId,
      path: ['recordId'],
      args: { recordId, first: `${printable(first.source)}:${formatCount(first.line)}` },
      related: [first],
    });
  }

  /** Nothing is wrong with the line itself; only its id may have been used before. */
  #accept(block: Verdicts, index: number): void {
    this.#file.records += 1;
    const first = this.#ids.addFrom(block, index, this.#line);
    if (first === undefined) return;
    const id = block.bytes.subarray(block.idStart[index], block.idEnd[index]);
    const recordId = Buffer.from(id).toString('latin1');
    const line = withoutNewline(lineOf(block, index));
    this.#reportDuplicate({ recordId, line, place: this.#placeOf(block, index) }, first);
  }

  #placeOf({ offsets }: Verdicts, index: number): LinePlace {
    return { source: this.#source, line: this.#line, byteOffset: offsets[index] ?? 0 };
  }

  #tooLong(line: Uint8Array, place: LinePlace, length: number): void {
    this.#file.records += 1;
    const args = { limit: this.#rules.maxLineBytes, actual: length };
    this.#records.report('JSONL_LINE_TOO_LONG', { line, place, span: { start: 0, end: 1 }, args });
  }
}

/** An id with the line it stands in. */
interface UsedId {
  readonly recordId: string;
  readonly line: Uint8Array;
  readonly place: LinePlace;
}

function withoutNewline(line: Uint8Array): Uint8Array {
  return line.at(-1) === NEWLINE ? line.subarray(0, -1) : line;
}

/** Compares a whole job with the quotas of a job. */
export function* jobQuotaDiagnostics(
  job: {
    readonly source: string;
    readonly records: number;
    readonly bytes: number;
    readonly shortestRecordBytes?: number | undefined;
  },
  quotas: Quotas,
): Generator<Diagnostic> {
  const { source, records, bytes, shortestRecordBytes } = job;
  const { recordsPerJob, minRecordsPerJob, jobBytes } = quotas;
  const location = { source };
  if (records > recordsPerJob) {
    yield diagnose('QUOTA_RECORDS_PER_JOB', {
      location,
      args: { limit: recordsPerJob, actual: records },
    });
  }
  if (records < minRecordsPerJob) {
    const args = { limit: minRecordsPerJob, actual: records, shortestRecordBytes };
    yield diagnose('QUOTA_RECORDS_PER_JOB_MIN', { location, args });
  }
  if (bytes > jobBytes) {
    yield diagnose('QUOTA_JOB_BYTES', { location, args: { limit: jobBytes, actual: bytes } });
  }
}

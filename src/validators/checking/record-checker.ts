import {
  type DiagnosticCollector,
  diagnose,
  formatCount,
  type InvocationType,
} from '../../core/index.ts';
import { IdIndex } from '../ids/id-index.ts';
import { JobRules } from '../job/job-rules.ts';
import { type RecordRules, RecordValidator } from '../record/record-validator.ts';
import { InputBefore } from '../repeats/input-before.ts';
import { reportRepeats } from '../repeats/report-repeats.ts';

/** What records of a build are checked against. */
export interface CheckerRules extends RecordRules {
  readonly invocationType: InvocationType;
  /** Folder for the ids, which no row can be asked for again; they stay in memory where there is none. */
  readonly tmp?: string | undefined;
}

/** Where a build puts its jobs, whatever prefix the dataset gets. */
const JOBS_INPUT = { folder: '…/jobs/' };

/**
 * Checks records on their way from a source into a dataset: the same rules as for a file, but the place is the row.
 *
 * Memory: one parsed record and the index of ids. `close` gives back the file they stand in.
 */
export class RecordChecker {
  readonly #validator: RecordValidator;
  readonly #collector: DiagnosticCollector;
  readonly #rules: RecordRules;
  readonly #jobRules: JobRules;
  readonly #source: string;
  readonly #ids: IdIndex;
  readonly #before = new InputBefore();
  #records = 0;
  #repeated = 0;

  constructor(rules: CheckerRules, collector: DiagnosticCollector, source: string) {
    this.#rules = rules;
    this.#collector = collector;
    this.#source = source;
    this.#jobRules = new JobRules(
      {
        isConverse: rules.invocationType === 'Converse',
        excerpts: rules.excerpts,
        gathersObjects: false,
        acceptsAnything: false,
      },
      collector,
    );
    this.#jobRules.startJob(source, JOBS_INPUT);
    this.#validator = new RecordValidator(rules, collector, this.#jobRules);
    this.#ids = new IdIndex(rules);
    this.#ids.startFile(source);
  }

  /** Records so far whose model input is that of the record before. */
  get repeated(): number {
    return this.#repeated;
  }

  /** Checks one line with its newline; `row` is 1-based. */
  check(line: Uint8Array, row: number): void {
    this.#records += 1;
    if (this.#before.isRepeatedBy(line)) this.#repeated += 1;
    const place = { source: this.#source, row, line: row, byteOffset: 0 };
    const text = line.subarray(0, -1);
    const { recordId } = this.#validator.check(text, place);
    const first = recordId === undefined ? undefined : this.#ids.add(recordId, place);
    if (recordId === undefined || first === undefined) return;
    const args = { recordId, first: `row ${formatCount(first.line)}` };
    this.#validator.report('RECORD_ID_DUPLICATE', {
      line: text,
      place,
      recordId,
      path: ['recordId'],
      args,
      related: [{ source: first.source, row: first.line }],
    });
  }

  /** Checks what holds over all records; called once they all are checked. */
  finish(): void {
    const repeats = { source: this.#source, records: this.#records, repeated: this.#repeated };
    reportRepeats(repeats, this.#collector);
    this.#jobRules.finishJob(0);
  }

  close(): void {
    this.#ids.close();
  }

  /** Reports a file that a single record made too large. */
  checkFileBytes(source: string, actual: number): void {
    const limit = this.#rules.quotas.fileBytes;
    if (actual <= limit) return;
    this.#collector.add(
      diagnose('QUOTA_FILE_BYTES', { location: { source }, args: { limit, actual } }),
    );
  }
}

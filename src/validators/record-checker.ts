import { type DiagnosticCollector, diagnose, formatCount } from '../core/index.ts';
import { IdIndex } from './id-index.ts';
import { type RecordRules, RecordValidator } from './record-validator.ts';

/**
 * Checks records on their way from a source into a dataset: the same rules as for a file, but the place is the row.
 *
 * Memory: one parsed record and the index of ids.
 */
export class RecordChecker {
  readonly #validator: RecordValidator;
  readonly #collector: DiagnosticCollector;
  readonly #rules: RecordRules;
  readonly #source: string;
  readonly #ids = new IdIndex();

  constructor(rules: RecordRules, collector: DiagnosticCollector, source: string) {
    this.#rules = rules;
    this.#collector = collector;
    this.#source = source;
    this.#validator = new RecordValidator(rules, collector);
    this.#ids.startFile(source);
  }

  /** Checks one line with its newline; `row` is 1-based. */
  check(line: Uint8Array, row: number): void {
    const place = { source: this.#source, row, line: row, byteOffset: 0 };
    const text = line.subarray(0, -1);
    const { recordId } = this.#validator.check(text, place);
    const first = recordId === undefined ? undefined : this.#ids.add(recordId, row);
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

  /** Reports a file that a single record made too large. */
  checkFileBytes(source: string, actual: number): void {
    const limit = this.#rules.quotas.fileBytes;
    if (actual <= limit) return;
    this.#collector.add(
      diagnose('QUOTA_FILE_BYTES', { location: { source }, args: { limit, actual } }),
    );
  }
}

import type { Severity } from '../catalogue/entry.ts';
import { type Diagnostic, type DiagnosticCode, defaultSeverity } from './diagnostic.ts';
import type { ErrorNotes } from './error-notes.ts';
import type { CodeCount, Report } from './report.ts';

/** Severities by code; `off` silences a code. */
export type Severities = { readonly [Code in DiagnosticCode]?: Severity | 'off' };

/** The severity in force of a code: as given, else the catalogue's. */
export function severityOf(
  code: DiagnosticCode,
  severities: Severities | undefined,
): Severity | 'off' {
  return severities?.[code] ?? defaultSeverity(code);
}

/** Options of {@link DiagnosticCollector}. */
export interface CollectorOptions {
  /** Severities that differ from the catalogue's. */
  readonly severities?: Severities | undefined;
  /** Diagnostics kept per code; all are counted. Default 1,000. */
  readonly keepPerCode?: number | undefined;
  /** Gets every error, kept or not. */
  readonly notes?: ErrorNotes | undefined;
}

/** Sizes of what was looked at, for the report. */
export interface ReportSizes {
  readonly jobs: number;
  readonly files: number;
  readonly records: number;
  readonly bytes: number;
  readonly repeatedModelInputs?: number | undefined;
}

/** Rows that were set aside, and the errors that are theirs. */
export interface SetAside {
  readonly rows: number;
  readonly errors: number;
}

/**
 * Counts every diagnostic and keeps the first ones of each code.
 *
 * Memory: `keepPerCode` diagnostics per code, whatever is found.
 */
export class DiagnosticCollector {
  readonly #severities: Severities;
  readonly #keepPerCode: number;
  readonly #notes: ErrorNotes | undefined;
  readonly #kept: Diagnostic[] = [];
  readonly #counts = new Map<DiagnosticCode, { severity: Severity; count: number }>();

  constructor(options: CollectorOptions = {}) {
    this.#severities = options.severities ?? {};
    this.#keepPerCode = options.keepPerCode ?? 1000;
    this.#notes = options.notes;
  }

  add(diagnostic: Diagnostic): void {
    this.addLazily(diagnostic.code, () => diagnostic);
  }

  /** Counts a diagnostic and makes it only if it is kept: a broken file may have millions. */
  addLazily(code: DiagnosticCode, make: () => Diagnostic): void {
    const severity = this.#count(code);
    if (this.#notes !== undefined && this.isError(code)) this.#notes.add(code, make);
    if (severity === undefined) return;
    const diagnostic = make();
    this.#kept.push(
      severity === diagnostic.severity ? diagnostic : Object.freeze({ ...diagnostic, severity }),
    );
  }

  /** Tells whether the next diagnostic of a code would be kept. */
  keepsNext(code: DiagnosticCode): boolean {
    const { count } = this.#counts.get(code) ?? { count: 0 };
    return count < this.#keepPerCode && severityOf(code, this.#severities) !== 'off';
  }

  /** Counts diagnostics of which none would be kept. */
  countUnkept(code: DiagnosticCode, times: number): void {
    const seen = this.#counts.get(code);
    if (seen !== undefined) seen.count += times;
  }

  /** Counts a diagnostic; gives its severity where it is to be kept. */
  #count(code: DiagnosticCode): Severity | undefined {
    const seen = this.#counts.get(code);
    if (seen !== undefined) {
      seen.count += 1;
      return seen.count > this.#keepPerCode ? undefined : seen.severity;
    }
    const severity = severityOf(code, this.#severities);
    if (severity === 'off') return undefined;
    this.#counts.set(code, { severity, count: 1 });
    return this.#keepPerCode > 0 ? severity : undefined;
  }

  /** Tells whether a diagnostic of a code counts as an error. */
  isError(code: DiagnosticCode): boolean {
    return severityOf(code, this.#severities) === 'error';
  }

  /** How many diagnostics of severity error were added. */
  get errors(): number {
    return this.#total('error');
  }

  /** @param aside Rows that are left out, so that their errors count and do no harm. */
  report(sizes: ReportSizes, aside: SetAside = { rows: 0, errors: 0 }): Report {
    const counts = [...this.#counts].map(
      ([code, { severity, count }]): CodeCount => Object.freeze({ code, severity, count }),
    );
    const { repeatedModelInputs = 0, ...others } = sizes;
    return Object.freeze({
      valid: this.errors === aside.errors,
      ...others,
      ...(aside.rows > 0 && { rejectedRows: aside.rows }),
      ...(repeatedModelInputs > 0 && { repeatedModelInputs }),
      errors: this.errors,
      warnings: this.#total('warning'),
      counts: Object.freeze(
        counts.sort((a, b) => b.count - a.count || a.code.localeCompare(b.code)),
      ),
      diagnostics: Object.freeze([...this.#kept]),
    });
  }

  #total(severity: Severity): number {
    let total = 0;
    for (const entry of this.#counts.values())
      if (entry.severity === severity) total += entry.count;
    return total;
  }
}

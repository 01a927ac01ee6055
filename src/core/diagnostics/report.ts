import type { Severity } from '../catalogue/entry.ts';
import type { Diagnostic, DiagnosticCode } from './diagnostic.ts';

/** How often a code was found. */
export interface CodeCount {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly count: number;
}

/** What a validation found. */
export interface Report {
  /** True where no diagnostic is of severity error, but for those of rows that a build set aside. */
  readonly valid: boolean;
  readonly jobs: number;
  readonly files: number;
  readonly records: number;
  readonly bytes: number;
  /** Rows that a build set aside, with errors that are counted below; absent where there is none. */
  readonly rejectedRows?: number | undefined;
  /**
   * Records whose model input has the very bytes of the record before, in the same file; absent where there is none. Padding counts too.
   * Of a record with other keys beside `recordId` and `modelInput` it may not be noticed.
   */
  readonly repeatedModelInputs?: number | undefined;
  /** All diagnostics found, whether kept or not. */
  readonly errors: number;
  readonly warnings: number;
  /** One entry per code found, most frequent first. */
  readonly counts: readonly CodeCount[];
  /** The first ones of each code, in the order they were found; never more than the collector keeps. */
  readonly diagnostics: readonly Diagnostic[];
}

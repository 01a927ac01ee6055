import type { Report } from '../../core/index.ts';

/** How a report is rendered. */
export interface ReporterOptions {
  /** Most diagnostics to show; what is counted stays the same. Default: all that the report keeps. */
  readonly maxDiagnostics?: number | undefined;
  /** Whether a user asked for that number, and so for repeats too. */
  readonly isMostAsked?: boolean | undefined;
  /** Flag that shows more of them. */
  readonly moreBy?: string | undefined;
  readonly color?: boolean | undefined;
  /** Columns of the terminal; undefined where the text goes to no terminal, and no line is broken. */
  readonly width?: number | undefined;
}

/** Renders a report as text, without a newline at its end. */
export type Reporter = (report: Report, options: ReporterOptions) => string;

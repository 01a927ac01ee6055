import type { Report } from '../../core/index.ts';

/** How a report is rendered. */
export interface ReporterOptions {
  /** Most diagnostics to show; what is counted stays the same. Default: all that the report keeps. */
  readonly maxDiagnostics?: number | undefined;
  readonly color?: boolean | undefined;
}

/** Renders a report as text, without a newline at its end. */
export type Reporter = (report: Report, options: ReporterOptions) => string;

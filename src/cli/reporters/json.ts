import { printableJson, type Report } from '../../core/index.ts';
import type { ReporterOptions } from './reporter.ts';
import { shownDiagnostics } from './shown-diagnostics.ts';

/** Renders the report as one JSON document; `hidden` counts the diagnostics that are not in it. */
export function json(report: Report, { maxDiagnostics }: ReporterOptions): string {
  const diagnostics = shownDiagnostics(report, { most: maxDiagnostics });
  const hidden = report.errors + report.warnings - diagnostics.length;
  return printableJson({ ...report, diagnostics, hidden });
}

import { printable, type Report } from '../../core/index.ts';
import { placeText } from './place-text.ts';
import type { ReporterOptions } from './reporter.ts';
import { shownDiagnostics } from './shown-diagnostics.ts';
import { summaryText } from './summary-text.ts';

/** Renders one line for each diagnostic: `path:line:col severity CODE message`. */
export function compact(report: Report, options: ReporterOptions): string {
  const shown = shownDiagnostics(report, { most: options.maxDiagnostics });
  const lines = shown.map(
    ({ location, severity, code, message }) =>
      `${placeText(location)} ${severity} ${code} ${printable(message)}`,
  );
  return [...lines, summaryText(report, { shown: shown.length, ...options })].join('\n');
}

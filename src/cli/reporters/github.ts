import { type Diagnostic, printable, type Report, type Severity } from '../../core/index.ts';
import { placeText } from './place-text.ts';
import type { ReporterOptions } from './reporter.ts';
import { summaryText } from './summary-text.ts';

/** GitHub shows no more annotations of each kind for one step; the log shows whatever is asked for. */
const MOST_ANNOTATIONS = 10;

/** Renders diagnostics as workflow commands of GitHub Actions: 10 errors and 10 warnings where nobody asks for more, then a summary. */
export function github(report: Report, options: ReporterOptions): string {
  const { maxDiagnostics: most = MOST_ANNOTATIONS } = options;
  const first = (wanted: Severity) =>
    report.diagnostics.filter(({ severity }) => severity === wanted).slice(0, most);
  const shown = [...first('error'), ...first('warning')];
  return [...shown.map(annotation), summaryText(report, { shown: shown.length, ...options })].join(
    '\n',
  );
}

function annotation({ severity, code, message, hint, location }: Diagnostic): string {
  const { source, line, column } = location;
  const properties = [
    ['file', source],
    ['line', line],
    ['col', column],
    ['title', code],
  ]
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(printable(String(value)))}`);
  const place = location.row === undefined ? '' : `${placeText(location)}: `;
  const text = [`${place}${printable(message)}`, ...(hint === undefined ? [] : [printable(hint)])];
  return `::${severity} ${properties.join(',')}::${escapeData(text.join('\n'))}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

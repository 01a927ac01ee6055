import { type Diagnostic, formatCount, printable, type Report } from '../../core/index.ts';
import { type Paint, painter } from '../color.ts';
import { codeFrame } from './code-frame.ts';
import { placeText } from './place-text.ts';
import type { ReporterOptions } from './reporter.ts';
import { shownDiagnostics } from './shown-diagnostics.ts';
import { summaryText } from './summary-text.ts';

/** Renders diagnostics for people: place, message, the line with a mark, what to do, where to read on. */
export function pretty(report: Report, { maxDiagnostics, color = false }: ReporterOptions): string {
  const paint = painter(color);
  const shown = shownDiagnostics(report, maxDiagnostics);
  const blocks = shown.map((diagnostic) => `${blockOf(diagnostic, paint)}\n`);
  const isCut = shown.length < report.errors + report.warnings;
  const counts = isCut ? [`${countLines(report).join('\n')}\n`] : [];
  const look = report.valid ? 'green' : 'red';
  return [...blocks, ...counts, paint(look, summaryText(report, shown.length))].join('\n');
}

function blockOf(diagnostic: Diagnostic, paint: Paint): string {
  const { code, severity, message, hint, location, excerpt } = diagnostic;
  const look = severity === 'error' ? 'red' : 'yellow';
  const head = `${paint('bold', placeText(location))}  ${paint([look, 'bold'], severity)}  ${code}`;
  const frame = excerpt === undefined ? [] : ['', ...codeFrame(diagnostic, excerpt, paint)];
  const hints = hint === undefined ? [] : [`  ${paint('dim', 'hint')}  ${printable(hint)}`];
  const docs = `docs/diagnostics.md#${code.toLowerCase()}`;
  if (message.endsWith(docs)) return [head, `  ${message}`].join('\n');
  const more = [...hints, `  ${paint('dim', 'docs')}  ${docs}`];
  return [head, `  ${printable(message)}`, ...frame, '', ...more].join('\n');
}

/** Where not everything is shown, says how often each code was found. */
function countLines({ counts }: Report): readonly string[] {
  const numbers = counts.map(({ count }) => formatCount(count));
  const width = Math.max(...numbers.map(({ length }) => length));
  return counts.map(
    ({ code, severity }, index) => `${numbers[index]?.padStart(width)} × ${severity} ${code}`,
  );
}

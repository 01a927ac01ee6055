import { countOf, type Diagnostic, formatCount, printable, type Report } from '../../core/index.ts';
import { type Paint, painter } from '../terminal/color.ts';
import { wrapLine } from '../terminal/wrap-text.ts';
import { codeFrame } from './code-frame.ts';
import { placeText } from './place-text.ts';
import type { ReporterOptions } from './reporter.ts';
import { type MoreOfCode, moreOfCodes, shownDiagnostics } from './shown-diagnostics.ts';
import { summaryText } from './summary-text.ts';

/** Diagnostics of one code that are shown whole where nobody asks for more of them. */
const MOST_OF_CODE = 3;
/** Places that are named of those that are not shown. */
const NAMED_PLACES = 5;

interface Layout {
  readonly paint: Paint;
  readonly width: number | undefined;
}

/**
 * Renders diagnostics for people: place, message, the line with a mark, what to do, where to read on.
 *
 * Of each code the first three are shown, and the others counted, unless a number of diagnostics is asked for.
 */
export function pretty(report: Report, options: ReporterOptions): string {
  const { maxDiagnostics, isMostAsked = false, color = false, width } = options;
  const layout: Layout = { paint: painter(color), width };
  const perCode = isMostAsked ? undefined : MOST_OF_CODE;
  const shown = shownDiagnostics(report, { most: maxDiagnostics, perCode });
  const more = moreOfCodes(report, shown);
  const blocks = shown.flatMap((diagnostic) => [
    `${blockOf(diagnostic, layout)}\n`,
    ...moreBlocks(more.get(diagnostic), layout),
  ]);
  const isCut = shown.length < report.errors + report.warnings;
  const counts = isCut ? [`${countLines(report, width).join('\n')}\n`] : [];
  const look = report.valid ? 'green' : 'red';
  const summary = wrapLine(summaryText(report, { shown: shown.length, ...options }), width);
  const lines = [...blocks, ...counts, ...summary.map((line) => layout.paint(look, line))];
  return lines.join('\n');
}

function blockOf(diagnostic: Diagnostic, layout: Layout): string {
  const { code, message, hint, excerpt } = diagnostic;
  const docs = `docs/diagnostics.md#${code.toLowerCase()}`;
  const head = headOf(diagnostic, layout);
  if (message.endsWith(docs))
    return [...head, ...wrapLine(`  ${message}`, layout.width)].join('\n');
  const frame = excerpt === undefined ? [] : ['', ...codeFrame(diagnostic, excerpt, layout)];
  return [
    ...head,
    ...wrapLine(`  ${printable(message)}`, layout.width),
    ...frame,
    '',
    ...(hint === undefined ? [] : labelled('hint', printable(hint), layout)),
    ...labelled('docs', docs, layout),
  ].join('\n');
}

/** Place, severity and code: in one line where they fit, else each in its own. */
function headOf(
  { code, severity, location }: Diagnostic,
  { paint, width }: Layout,
): readonly string[] {
  const place = placeText(location);
  const kind = `${severity}  ${code}`;
  const painted = `${paint([severity === 'error' ? 'red' : 'yellow', 'bold'], severity)}  ${code}`;
  const [line = '', ...others] = wrapLine(place, width);
  const isOne = others.length === 0 && wrapLine(`${line}  ${kind}`, width).length === 1;
  if (isOne) return [`${paint('bold', place)}  ${painted}`];
  return [
    ...[line, ...others].map((text) => paint('bold', text)),
    ...kindLines(kind, painted, width),
  ];
}

function kindLines(kind: string, painted: string, width: number | undefined): readonly string[] {
  const lines = wrapLine(kind, width);
  return lines.length === 1 ? [painted] : lines.map((line) => line.trim());
}

function labelled(label: string, text: string, { paint, width }: Layout): readonly string[] {
  const indent = label.length + 4;
  const [first = '', ...rest] = wrapLine(' '.repeat(indent) + text, width, indent);
  return [`  ${paint('dim', label)}  ${first.slice(indent)}`, ...rest];
}

/** Behind the last one that is shown of a code: how many there are besides, and where the next ones are. */
function moreBlocks(more: MoreOfCode | undefined, { width }: Layout): readonly string[] {
  if (more === undefined) return [];
  const { code, count, places } = more;
  const named = places.slice(0, NAMED_PLACES).map(placeText);
  const rest = count > named.length && named.length > 0 ? ', …' : '';
  const where = named.length === 0 ? '' : `: ${named.join(', ')}${rest}`;
  const text = `${countOf(count, 'more diagnostic')} of ${code}${where}`;
  return [`${wrapLine(text, width, 2).join('\n')}\n`];
}

/** Where not everything is shown, says how often each code was found. */
function countLines({ counts }: Report, columns: number | undefined): readonly string[] {
  const numbers = counts.map(({ count }) => formatCount(count));
  const width = Math.max(...numbers.map(({ length }) => length));
  return counts.flatMap(({ code, severity }, index) => {
    const line = `${numbers[index]?.padStart(width)} × ${severity} ${code}`;
    return wrapLine(line, columns, width + 3);
  });
}

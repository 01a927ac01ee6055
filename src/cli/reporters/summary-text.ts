import { countOf, formatSize, type Report } from '../../core/index.ts';

/** Writes what a report comes to, in one line; its end says how many diagnostics are hidden. */
export function summaryText(report: Report, shown: number): string {
  const { errors, warnings, records, files, jobs, bytes, repeatedModelInputs = 0 } = report;
  const found = `${countOf(errors, 'error')}, ${countOf(warnings, 'warning')}`;
  const size = [
    countOf(records, 'record'),
    countOf(files, 'file'),
    countOf(jobs, 'job'),
    formatSize(bytes),
    ...(repeatedModelInputs === 0 ? [] : [countOf(repeatedModelInputs, 'repeated modelInput')]),
  ].join(', ');
  const hidden = errors + warnings - shown;
  if (hidden === 0) return `${found} in ${size}`;
  return `${found} in ${size}; ${countOf(hidden, 'diagnostic')} not shown`;
}

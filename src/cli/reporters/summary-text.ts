import { countOf, formatCount, formatSize, type Report } from '../../core/index.ts';
import type { ReporterOptions } from './reporter.ts';

/** What a summary says of what is not shown. */
export interface SummaryOptions extends Pick<ReporterOptions, 'moreBy'> {
  readonly shown: number;
}

/** Writes what a report comes to, in one line; its end says how many diagnostics are hidden, and what shows them. */
export function summaryText(report: Report, options: SummaryOptions): string {
  const { errors, warnings } = report;
  const { rejectedRows = 0 } = report;
  const aside = rejectedRows === 0 ? '' : `; ${countOf(rejectedRows, 'row')} set aside`;
  const found = `${countOf(errors, 'error')}, ${countOf(warnings, 'warning')}${sizeText(report)}${aside}`;
  const hidden = errors + warnings - options.shown;
  if (hidden === 0) return found;
  return `${found}; ${countOf(hidden, 'diagnostic')} not shown${wayToMore(report, options)}`;
}

function sizeText({ records, files, jobs, bytes, repeatedModelInputs = 0 }: Report): string {
  if (records === 0 && files === 0) return '; no records were read';
  const size = [
    countOf(records, 'record'),
    countOf(files, 'file'),
    countOf(jobs, 'job'),
    formatSize(bytes),
    ...(repeatedModelInputs === 0 ? [] : [countOf(repeatedModelInputs, 'repeated modelInput')]),
  ];
  return ` in ${size.join(', ')}`;
}

/** Of each code only the first thousand are kept; of those that are not, no flag tells more than their number. */
function wayToMore({ diagnostics, errors, warnings }: Report, options: SummaryOptions): string {
  const { shown, moreBy } = options;
  const kept = diagnostics.length;
  if (moreBy === undefined || kept <= shown) return '';
  const all = kept === errors + warnings ? 'all' : `the ${formatCount(kept)} that are kept`;
  return ` (${moreBy} ${kept} shows ${all})`;
}

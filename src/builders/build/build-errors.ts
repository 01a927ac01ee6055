import { countOf, DatasetInvalidError, quote, type Report, SourceError } from '../../core/index.ts';

/** Rows that are no records of a build. */
interface OtherRows {
  /** Rows that became no record, though they should. */
  readonly skipped: number;
  /** Rows that share the answer of a record. */
  readonly repeats: number;
}

/** Says what is wrong with the source of a build that ends without a dataset. */
export function invalidSource(
  report: Report,
  { skipped, repeats }: OtherRows,
): DatasetInvalidError {
  const found = countOf(report.errors, 'error');
  const shared = repeats === 0 ? '' : `, which ${countOf(report.records + repeats, 'row')} share`;
  const of = `${countOf(report.records, 'record')}${shared}`;
  const lost = `${countOf(skipped, 'row')} that became no record`;
  const gives = report.valid ? lost : `${found} in ${of}`;
  const why = report.valid ? ', which ends a build whatever the severities' : '';
  return new DatasetInvalidError(`The source gives ${gives}${why}, so no dataset was written`, {
    report,
    hint: 'Fix what the diagnostics name and build again',
  });
}

/** Says that a source has no rows. */
export function noRows(source: string): SourceError {
  const message = `${quote(source)} has no rows, so no dataset was written`;
  const hint = 'Check that it is the right source, and that it is complete';
  return new SourceError('SOURCE_EMPTY', message, { source, hint });
}

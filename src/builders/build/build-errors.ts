import {
  countOf,
  DatasetInvalidError,
  formatCount,
  quote,
  type Report,
  type SetAside,
  SourceError,
} from '../../core/index.ts';
import type { InvalidLimit } from '../intake/invalid-limit.ts';

/** Rows that are no records of a build. */
interface OtherRows {
  /** Rows that became no record, though they should. */
  readonly skipped: number;
  /** Rows that share the answer of a record. */
  readonly repeats: number;
  /** Rows that would be set aside; absent where none may be. */
  readonly aside?: SetAside | undefined;
}

/** Says what is wrong with the source of a build that ends without a dataset. */
export function invalidSource(
  report: Report,
  { skipped, repeats, aside = { rows: 0, errors: 0 } }: OtherRows,
): DatasetInvalidError {
  const found = countOf(report.errors - aside.errors, 'error');
  const shared = repeats === 0 ? '' : `, which ${countOf(report.records + repeats, 'row')} share`;
  const of = `${countOf(report.records, 'record')}${shared}`;
  const lost = `${countOf(skipped, 'row')} that became no record`;
  const others =
    aside.rows === 0 ? '' : ` besides the ${countOf(aside.rows, 'row')} that would be set aside`;
  const gives = report.valid ? lost : `${found} in ${of}${others}`;
  const why = report.valid ? ', which ends a build whatever the severities' : '';
  return new DatasetInvalidError(`The source gives ${gives}${why}, so no dataset was written`, {
    report,
    hint: 'Fix what the diagnostics name and build again',
  });
}

/** How many rows would be set aside, of how many, and how many may be. */
interface TooMany {
  readonly rejected: number;
  readonly rows: number;
  readonly limit: InvalidLimit;
}

/** Says that more rows are invalid than may be set aside. */
export function tooManyInvalid(
  report: Report,
  { rejected, rows, limit }: TooMany,
): DatasetInvalidError {
  const most = typeof limit === 'number' ? formatCount(limit) : limit;
  const are =
    rejected === rows
      ? `None of the ${countOf(rows, 'row')} can become a valid record`
      : `${formatCount(rejected)} of ${countOf(rows, 'row')} cannot become a valid record, and at most ${most} may be set aside`;
  return new DatasetInvalidError(`${are}, so no dataset was written`, {
    report,
    hint:
      rejected === rows
        ? 'Fix what the diagnostics name and build again'
        : 'Fix what the diagnostics name, or let more be set aside with --max-invalid',
  });
}

/** Says that a source has no rows. */
export function noRows(source: string): SourceError {
  const message = `${quote(source)} has no rows, so no dataset was written`;
  const hint = 'Check that it is the right source, and that it is complete';
  return new SourceError('SOURCE_EMPTY', message, { source, hint });
}

import { formatCount, printable } from '../../core/index.ts';
import type { IdPlace } from '../ids/id-index.ts';
import type { LinePlace } from '../record/place.ts';
import type { RecordValidator } from '../record/record-validator.ts';

/** An id with the line it stands in. */
export interface UsedId {
  readonly recordId: string;
  readonly line: Uint8Array;
  readonly place: LinePlace;
}

/** Where an id stood before, and the source whose rows places are, where they are rows. */
interface FirstUse {
  readonly first: IdPlace;
  readonly rowsOf: string | undefined;
}

/** Says that an id was used before. */
export function reportDuplicate(
  records: RecordValidator,
  { recordId, line, place }: UsedId,
  { first, rowsOf }: FirstUse,
): void {
  records.report('RECORD_ID_DUPLICATE', {
    line,
    place,
    recordId,
    path: ['recordId'],
    // asked for only where the diagnostic is kept: every line of a file may be one
    get args() {
      return { recordId, first: nameOf(first, rowsOf) };
    },
    related: [rowsOf !== undefined ? { source: first.source, row: first.line } : first],
  });
}

function nameOf({ source, line }: IdPlace, beside: string | undefined): string {
  if (beside === undefined) return `${printable(source)}:${formatCount(line)}`;
  return `${source === beside ? '' : `${printable(source)} `}row ${formatCount(line)}`;
}

import { quote, SourceError } from '../../../core/index.ts';
import { CsvHeader, type HeaderFlaw, headerFlaw } from '../../rows/csv-row.ts';
import { delimiterFlag, delimiterName } from './delimiter-name.ts';

/** A line that names columns, and where it stands. */
export interface HeaderLine {
  readonly source: string;
  readonly fields: readonly string[];
  /** 1-based. */
  readonly line: number;
  /** 0-based. */
  readonly byteOffset: number;
  /** The delimiter, where nobody named it and the last field has no quotes: other signs may then be the real one. */
  readonly guessedDelimiter: number | undefined;
}

/** The columns of a table. */
export interface TableHeader {
  readonly header: CsvHeader;
  /** Columns with those at the end that have no name, and so may hold nothing. */
  readonly width: number;
}

/** What stands between fields where no comma does. */
const OTHER_DELIMITERS: readonly number[] = [...';\t|,'].map((sign) => sign.charCodeAt(0));

/**
 * Makes the columns of a table of the line that names them.
 *
 * White space around names is dropped, and so are columns at the end without a name: those of a delimiter behind each line.
 *
 * @throws {SourceError} `SOURCE_SYNTAX` where a name is missing or comes twice, or where the line is one field that holds the
 *   delimiter of other tables.
 */
export function tableHeader(line: HeaderLine): TableHeader {
  const names = line.fields.map((field) => field.trim());
  const width = names.length;
  while (names.length > 1 && names.at(-1) === '') names.pop();
  const flaw = headerFlaw(names) ?? otherDelimiter(names, line);
  if (flaw === undefined) return { header: new CsvHeader(names), width };
  const { source, byteOffset } = line;
  throw new SourceError('SOURCE_SYNTAX', `The header of ${quote(source)} ${flaw.problem}`, {
    source,
    line: line.line,
    byteOffset,
    hint: flaw.hint,
  });
}

/** A table of one column is rare; one whose name holds a delimiter is almost always a table of several. */
function otherDelimiter(
  names: readonly string[],
  { guessedDelimiter: guessed, fields }: HeaderLine,
): HeaderFlaw | undefined {
  const [field = ''] = fields;
  if (guessed === undefined || names.length !== 1 || fields.length !== 1) return undefined;
  const counts = OTHER_DELIMITERS.filter((byte) => byte !== guessed).map(
    (byte) => [byte, field.split(String.fromCharCode(byte)).length - 1] as const,
  );
  const [most, count] = counts.reduce((best, next) => (next[1] > best[1] ? next : best));
  if (count === 0) return undefined;
  return {
    problem: `is one column, ${quote(field, 60)}, and holds ${delimiterName(most)} where ${delimiterName(guessed)} stands between fields`,
    hint: `Give ${delimiterFlag(most)}; where it is one column all the same, give ${delimiterFlag(guessed)}`,
  };
}

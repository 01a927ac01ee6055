import { InvalidOptionError, nearestName, quote } from '../../core/index.ts';
import { isDelimiter } from '../machines/csv/csv-preamble.ts';
import { headerFlaw } from '../rows/csv-row.ts';
import type { RaggedWay } from '../rows/ragged-row.ts';

/** How a table of text is read. */
export interface TableOptions {
  /**
   * One ASCII character between fields, or `\t` for a tab. Default: what a first line such as `sep=;` says, else `,` and in TSV
   * a tab. Where it is not given, a header of one column that holds another delimiter is an error.
   */
  readonly delimiter?: string | undefined;
  /** Names of the columns where the first line is a row already. Default: the first line names them. */
  readonly header?: readonly string[] | undefined;
  /** Lines to leave out at the beginning. Default 0. */
  readonly skipLines?: number | undefined;
  /** One ASCII character: lines that begin with it are left out. Default: none are. */
  readonly comment?: string | undefined;
  /**
   * What to do with rows that have fewer or more fields than there are columns: `error`; `pad`, which fills what is missing with
   * empty text, while more fields stay an error; or `skip`, which leaves them out: the rows behind them count on as if they were not
   * there. Default `error`.
   */
  readonly ragged?: RaggedWay | undefined;
}

/** Options of tables with their values looked at. */
export interface TableReading {
  readonly delimiter: number;
  readonly isDelimiterGiven: boolean;
  readonly header: readonly string[] | undefined;
  readonly skipLines: number | undefined;
  readonly comment: number | undefined;
  readonly ragged: RaggedWay | undefined;
}

/** Names of {@link TableOptions}. */
export const TABLE_OPTIONS = ['delimiter', 'header', 'skipLines', 'comment', 'ragged'] as const;

const RAGGED_WAYS: readonly RaggedWay[] = ['error', 'pad', 'skip'];

const TAB = '\t';

/** What people write for a delimiter, and what they have to. */
const DELIMITER_WORDS: ReadonlyMap<string, string> = new Map([
  ['tab', String.raw`"\t"`],
  ['comma', '","'],
  ['semicolon', '";"'],
  ['pipe', '"|"'],
  ['space', '" "'],
]);

/**
 * Looks at the options of a table.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where one has a value that cannot be.
 */
export function tableReading(options: TableOptions, usual: string): TableReading {
  const { delimiter: given, header, skipLines, comment, ragged } = options;
  const delimiter = delimiterByte(given ?? usual);
  if (header !== undefined) requireNames(header);
  if (skipLines !== undefined) requireCount(skipLines);
  if (ragged !== undefined) requireWay(ragged);
  return {
    delimiter,
    isDelimiterGiven: given !== undefined,
    header,
    skipLines: skipLines === 0 ? undefined : skipLines,
    comment: comment === undefined ? undefined : commentByte(comment, delimiter),
    ragged: ragged === 'error' ? undefined : ragged,
  };
}

function delimiterByte(given: string): number {
  const delimiter = given === String.raw`\t` ? TAB : given;
  const byte = delimiter.charCodeAt(0);
  if (delimiter.length === 1 && isDelimiter(byte)) return byte;
  const word = DELIMITER_WORDS.get(given.toLowerCase());
  throw new InvalidOptionError(`The delimiter ${quote(given)} cannot stand between fields`, {
    option: 'delimiter',
    expected: 'one ASCII character that is neither a quote nor a line break',
    received: quote(given),
    hint: word === undefined ? String.raw`Use "," or ";" or "|", or "\t" for a tab` : `Use ${word}`,
  });
}

function requireNames(header: readonly string[]): void {
  const names = header.map((name) => name.trim());
  const flaw = names.length === 0 ? NO_NAMES : headerFlaw(names);
  if (flaw === undefined) return;
  throw new InvalidOptionError(`The header that was given ${flaw.problem}`, {
    option: 'header',
    expected: 'a name of its own for each column',
    received: quote(header.join(',')),
    hint: 'Name each column of the table, in order',
  });
}

const NO_NAMES = { problem: 'names no columns' };

function requireCount(skipLines: number): void {
  if (Number.isSafeInteger(skipLines) && skipLines >= 0) return;
  throw new InvalidOptionError(`${String(skipLines)} is no number of lines to leave out`, {
    option: 'skipLines',
    expected: 'a whole number from 0',
    received: String(skipLines),
  });
}

function requireWay(ragged: string): void {
  if (RAGGED_WAYS.some((way) => way === ragged)) return;
  const nearest = nearestName(ragged, RAGGED_WAYS);
  throw new InvalidOptionError(`There is no way ${quote(ragged)} to take ragged rows`, {
    option: 'ragged',
    expected: 'error, pad or skip',
    received: quote(ragged),
    hint: nearest === undefined ? 'Use error, pad or skip' : `Use ${nearest}`,
  });
}

function commentByte(comment: string, delimiter: number): number {
  const byte = comment.charCodeAt(0);
  if (comment.length === 1 && isDelimiter(byte) && byte !== delimiter) return byte;
  throw new InvalidOptionError(`Lines that begin with ${quote(comment)} cannot be comments`, {
    option: 'comment',
    expected: 'one ASCII character that is neither the delimiter, a quote nor a line break',
    received: quote(comment),
    hint: comment.startsWith('#') ? 'Use "#"' : 'Use a character such as "#"',
  });
}

import {
  type BedrockBatchError,
  CARRIAGE_RETURN,
  LAST_ASCII,
  NEWLINE,
  quote,
  SourceError,
} from '../../../core/index.ts';
import { delimiterName } from './delimiter-name.ts';

/** What {@link CsvPreamble} needs to know. */
export interface CsvPreambleOptions {
  readonly name: string;
  /** The byte between fields. */
  readonly delimiter: number;
  /** Whether the caller named the delimiter, so that it is not a guess. */
  readonly isDelimiterGiven?: boolean | undefined;
  /** Lines to leave out at the beginning. */
  readonly skipLines?: number | undefined;
  /** Whether the bytes begin behind all that, at a row. Default false. */
  readonly isBehind?: boolean | undefined;
}

const NOTHING: Uint8Array = new Uint8Array();

/** `"sep=;"` with CRLF. */
const LONGEST_SEPARATOR_LINE = 9;

/**
 * Takes off what stands before a table: lines that are to be left out, and the line `sep=;` by which Excel tells the delimiter.
 *
 * Lines end with LF, CRLF or CR, and quotes mean nothing in them. Memory: a few bytes, whatever the length of the lines.
 */
export class CsvPreamble {
  readonly #options: CsvPreambleOptions;
  #left: number;
  #held: Uint8Array = NOTHING;
  #isBehindReturn = false;
  #isOver = false;
  #line = 1;
  #delimiter: number;
  #failure: BedrockBatchError | undefined;

  constructor(options: CsvPreambleOptions) {
    this.#options = options;
    this.#isOver = options.isBehind ?? false;
    this.#left = options.skipLines ?? 0;
    this.#delimiter = options.delimiter;
  }

  /** Whether the table has begun. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** 1-based line in which the table begins, once it has. */
  get line(): number {
    return this.#line;
  }

  /** The byte between fields, once the table has begun. */
  get delimiter(): number {
    return this.#delimiter;
  }

  /** Why the table cannot be read. */
  get failure(): BedrockBatchError | undefined {
    return this.#failure;
  }

  /** Takes text and gives the end of all text so far that belongs to the table: nothing while that is not known. */
  take(text: Uint8Array): Uint8Array {
    let at = 0;
    while (this.#left > 0 && at < text.length) at = this.#skipTo(text, at);
    at = this.#behindReturn(text, at);
    if (this.#left > 0 || at === text.length) return NOTHING;
    const rest = text.subarray(at);
    return this.#begin(this.#held.length === 0 ? rest : Buffer.concat([this.#held, rest]), false);
  }

  /** Gives what belongs to the table when there is no more text. */
  finish(): Uint8Array {
    return this.#isOver ? NOTHING : this.#begin(this.#held, true);
  }

  /** Goes on to the next end of a line. */
  #skipTo(text: Uint8Array, from: number): number {
    for (let at = this.#behindReturn(text, from); at < text.length; at += 1) {
      const byte = text[at] as number;
      if (byte !== NEWLINE && byte !== CARRIAGE_RETURN) continue;
      this.#endLine(byte);
      this.#left -= 1;
      return at + 1;
    }
    return text.length;
  }

  #endLine(byte: number): void {
    this.#line += 1;
    this.#isBehindReturn = byte === CARRIAGE_RETURN;
  }

  /** Passes the second half of CRLF. */
  #behindReturn(text: Uint8Array, at: number): number {
    if (!this.#isBehindReturn || at === text.length) return at;
    this.#isBehindReturn = false;
    return text[at] === NEWLINE ? at + 1 : at;
  }

  #begin(text: Uint8Array, isEnd: boolean): Uint8Array {
    const line = separatorLine(text, isEnd);
    if (line === 'undecided') {
      this.#held = text;
      return NOTHING;
    }
    this.#held = NOTHING;
    this.#isOver = true;
    if (line === undefined) return text;
    this.#setDelimiter(line.delimiter);
    this.#line += 1;
    return text.subarray(line.end);
  }

  #setDelimiter(delimiter: number): void {
    const { name: source, delimiter: given, isDelimiterGiven = false } = this.#options;
    this.#delimiter = delimiter;
    if (!isDelimiterGiven || delimiter === given) return;
    const said = `Line ${this.#line} of ${quote(source)} says that ${delimiterName(delimiter)} stands between fields`;
    this.#failure = new SourceError(
      'SOURCE_SYNTAX',
      `${said}, and the delimiter that was given is ${delimiterName(given)}`,
      {
        source,
        line: this.#line,
        hint: `Leave out --delimiter; where the line is wrong, leave it out with --skip-lines ${this.#line}`,
      },
    );
  }
}

/** A line that tells the delimiter. */
interface SeparatorLine {
  readonly delimiter: number;
  /** Where the next line begins. */
  readonly end: number;
}

const SEPARATOR_LINE = /^("?)sep=([^"\r\n])\1(\r\n|\r|\n|$)/i;
const HALF_A_LINE = /^"?(?:s?|se|sep|sep=)$|^"sep=[^"\r\n]$/i;

/** Tells whether a text begins with a line such as `sep=;`, in quotes or not. */
function separatorLine(text: Uint8Array, isEnd: boolean): SeparatorLine | 'undecided' | undefined {
  const begin = Buffer.from(text.subarray(0, LONGEST_SEPARATOR_LINE)).toString('latin1');
  const [line, , sign = '', end] = SEPARATOR_LINE.exec(begin) ?? [];
  if (line === undefined) return HALF_A_LINE.test(begin) && !isEnd ? 'undecided' : undefined;
  const delimiter = sign.charCodeAt(0);
  if (!isDelimiter(delimiter)) return undefined;
  const mayGoOn = line === begin && end !== '\n' && end !== '\r\n';
  return mayGoOn && !isEnd ? 'undecided' : { delimiter, end: line.length };
}

/** Tells whether a byte can stand between fields: any of ASCII that is neither a quote nor a line break. */
export function isDelimiter(byte: number): boolean {
  return byte <= LAST_ASCII && !'"\r\n'.includes(String.fromCharCode(byte));
}

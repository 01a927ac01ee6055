import { CARRIAGE_RETURN } from '../text/bytes.ts';
import { quote, shorten } from '../text/quote.ts';
import { countOf, formatBytes, formatCount } from '../text/units.ts';
import type { CatalogueEntry } from './entry.ts';
import { OTHER_FORMATS, type OtherFormat } from './other-formats.ts';

// Codes about bytes and lines.

/** Longest number that a message shows whole. */
const LONGEST_NUMBER = 40;

const hex = (byte: number) => `0x${byte.toString(16).padStart(2, '0')}`;
const unicode = (codePoint: number) => `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;

const WAYS_TO_UTF8 = {
  'UTF-16': 'The file looks like UTF-16; convert it with iconv -f UTF-16 -t UTF-8',
  gzip: 'The file looks like gzip; unpack it first with gunzip; Bedrock reads plain .jsonl',
  other: 'Convert the source to UTF-8 first, for example with iconv -t UTF-8',
} as const;

/**
 * A byte of the line is not UTF-8, so the line is not JSON.
 *
 * **Why.** JSON is UTF-8. AWS does not document what Bedrock does with other bytes; a JSON parser refuses them or
 * replaces them, and either way the record is not what was meant.
 *
 * **What to do.** Convert the source before the build, for example with `iconv -f WINDOWS-1252 -t UTF-8`. The message
 * names the byte and the column; 0x92, 0x93, 0xe9 and the like mean Windows-1252 or Latin-1.
 *
 * Wrong:
 *
 * ```text
 * Am<e9>lie        the byte 0xe9 alone
 * ```
 *
 * Right:
 *
 * ```text
 * Am<c3><a9>lie    the two bytes of "é" in UTF-8
 * ```
 */
export const JSONL_NOT_UTF8: CatalogueEntry<{
  readonly byte: number;
  /** What the first bytes of the line belong to. */
  readonly looksLike?: 'UTF-16' | 'gzip' | undefined;
}> = {
  severity: 'error',
  message: ({ byte }) => `The byte ${hex(byte)} is not UTF-8 here, so the line is not JSON`,
  hint: ({ looksLike }) => WAYS_TO_UTF8[looksLike ?? 'other'],
  expected: () => 'UTF-8',
  received: ({ byte }) => hex(byte),
};

/**
 * The first lines of the file are certainly not records: they are those of an OpenAI or Anthropic batch file, an output
 * file of Bedrock, training data for fine-tuning, bare model inputs without their records, a JSON document over many
 * lines, CSV or TSV; or the file is an Excel workbook, a zip archive or Parquet. The rest of the file is not looked at.
 *
 * **Why.** Bedrock takes one `{"recordId":…,"modelInput":…}` per line and nothing else. Each line of another kind of
 * file would be wrong in several ways, and none of those findings would say why.
 *
 * **What to do.** The hint says what to do for each kind: make a dataset of it with `bedrock-batch build`, or write the
 * lines as records. With `--severity JSONL_OTHER_FORMAT=warning` or `=off` each line is checked as a record.
 *
 * Wrong:
 *
 * ```json
 * {"custom_id":"movie-1","method":"POST","url":"/v1/chat/completions","body":{"messages":[{"role":"user","content":"Jaws"}]}}
 * ```
 *
 * Right:
 *
 * ```json
 * {"recordId":"movie-1","modelInput":{"messages":[{"role":"user","content":"Jaws"}],"max_tokens":100}}
 * ```
 */
export const JSONL_OTHER_FORMAT: CatalogueEntry<{ readonly format: OtherFormat }> = {
  severity: 'error',
  message: ({ format }) =>
    `The file is ${OTHER_FORMATS[format].is}; Bedrock takes only records, and the rest of the file was not looked at`,
  hint: ({ format }) => OTHER_FORMATS[format].hint,
  expected: () => 'a record in each line',
  received: ({ format }) => format,
};

/**
 * The file starts with a byte order mark (EF BB BF).
 *
 * **Why.** The mark comes before the first `{`, so the first line is not JSON. AWS does not document that Bedrock skips
 * it.
 *
 * **What to do.** Write the file as UTF-8 without a byte order mark ("UTF-8", not "UTF-8 with BOM"). Only the source of
 * a build may have one: CSV from Excel usually does, and the build skips it.
 *
 * Wrong:
 *
 * ```jsonl
 * \ufeff{"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}
 * ```
 */
export const JSONL_BOM: CatalogueEntry = {
  severity: 'error',
  message: () => 'The file starts with a byte order mark, so its first line is not JSON',
  hint: () => 'Write the file as UTF-8 without a byte order mark',
  expected: () => '{',
  received: () => 'U+FEFF',
};

/**
 * Lines of the file end with a carriage return and a newline, as Windows writes them. Said once for a file, at the
 * first such line, with their number.
 *
 * **Why.** To JSON the carriage return is white space, so every record is still valid. AWS does not document how
 * Bedrock reads such files. Lines that end so are not taken by the fast engine either, so the check takes several times
 * as long.
 *
 * **What to do.** Write the file with `\n` alone: `dos2unix input.jsonl`, or `newline=""` and `"\n"` in Python's
 * `open`. Where such a file was seen to work, `--severity JSONL_CRLF=off`.
 *
 * Wrong:
 *
 * ```text
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}<0d><0a>
 * ```
 *
 * Right:
 *
 * ```text
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}<0a>
 * ```
 */
export const JSONL_CRLF: CatalogueEntry<{
  /** Lines of the file that end so. */
  readonly lines: number;
}> = {
  severity: 'warning',
  message: ({ lines }) =>
    `${countOf(lines, 'line')} of the file ${lines === 1 ? 'has' : 'have'} a carriage return before the newline; AWS does not document how Bedrock reads it`,
  hint: () => 'Write the file with "\\n" alone, for example with dos2unix',
  expected: () => 'a newline behind each record',
  received: () => 'a carriage return and a newline',
};

/**
 * No newline ends the last line of the file.
 *
 * **Why.** AWS does not document whether one is needed. Its own samples write files without one and these were seen to
 * work, so this is no more than a warning, once for a file. It is worth one: a file that was cut off while it was
 * written or copied ends so too, and two such files that are put together have two records on one line.
 *
 * **What to do.** Write a newline behind each record, the last one included, as `bedrock-batch build` does. Where it is
 * meant, `--severity JSONL_NO_LAST_NEWLINE=off`.
 *
 * Wrong:
 *
 * ```text
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}<end of file>
 * ```
 *
 * Right:
 *
 * ```text
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}<0a><end of file>
 * ```
 */
export const JSONL_NO_LAST_NEWLINE: CatalogueEntry = {
  severity: 'warning',
  message: () =>
    'No newline ends the last line; AWS does not document whether one is needed, though files without one were seen to work',
  hint: () => 'End the last record with a newline too, and make sure that the file is complete',
  expected: () => 'a newline',
  received: () => 'the end of the file',
};

/**
 * A line of the file is empty or holds only white space.
 *
 * **Why.** AWS does not document how Bedrock reads such a line or whether it counts as a record. One newline at the end
 * of the file is no blank line.
 *
 * **What to do.** Remove the line.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}
 *
 * {"recordId":"movie-2","modelInput":{"inputText":"Alien"}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}
 * {"recordId":"movie-2","modelInput":{"inputText":"Alien"}}
 * ```
 */
export const JSONL_BLANK_LINE: CatalogueEntry = {
  severity: 'warning',
  message: () => 'The line is blank; AWS does not document how Bedrock reads or counts it',
  hint: () => 'Remove the line',
  expected: () => 'a record',
  received: () => 'a blank line',
};

/**
 * A line is longer than this tool reads: 64 MiB, or what `--max-line-bytes` says.
 *
 * **Why.** A line is one record, and no model takes one of that size: InvokeModel takes 25,000,000 bytes in a request
 * (documented). Most often the newlines are missing. The line was skipped, so nothing else is said about it.
 *
 * **What to do.** Put each record on a line of its own, or make the record smaller. Where the line is right, raise
 * `--max-line-bytes`, up to 536,870,912.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}{"recordId":"movie-2","modelInput":{"inputText":"Jaws"}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}
 * {"recordId":"movie-2","modelInput":{"inputText":"Jaws"}}
 * ```
 */
export const JSONL_LINE_TOO_LONG: CatalogueEntry<{
  readonly limit: number;
  readonly actual: number;
}> = {
  severity: 'error',
  message: ({ limit, actual }) =>
    `The line has ${formatBytes(actual)}, more than the ${formatBytes(limit)} that are read of one line`,
  hint: () => 'Make the record smaller, or raise --max-line-bytes (at most 536,870,912)',
  expected: ({ limit }) => `<= ${formatBytes(limit)}`,
  received: ({ actual }) => formatBytes(actual),
};

/**
 * The line is not JSON. The message says what was expected, and what was found instead.
 *
 * **Why.** Bedrock checks that every line is a JSON object (documented) and fails the job. Usual causes: JSON put
 * together from strings, a trailing comma, single quotes, `NaN`, a raw line break in a text, an object that was printed
 * over several lines.
 *
 * **What to do.** Write each record with a JSON serializer, without indentation.
 *
 * Wrong:
 *
 * ```jsonl
 * {'recordId': 'movie-1', 'modelInput': {'inputText': 'Jaws',}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}
 * ```
 */
export const JSONL_SYNTAX: CatalogueEntry<{
  readonly expected: string;
  readonly received: string;
  /** Whether the line is a lone opening bracket, as documents over many lines begin. */
  readonly opensDocument?: boolean | undefined;
}> = {
  severity: 'error',
  message: ({ expected, received }) =>
    `The line is not JSON: expected ${expected}, found ${received}`,
  hint: ({ opensDocument }) =>
    opensDocument === true
      ? 'Write one object to a line, not a document over many lines; bedrock-batch build takes such a file as its source'
      : 'Write each record with a JSON serializer, one object to a line',
  expected: ({ expected }) => expected,
  received: ({ received }) => received,
};

/**
 * The line contains a NUL byte (00), so it is not JSON.
 *
 * **Why.** JSON has no place for control characters outside of escapes. Where every second byte is NUL, the file is
 * UTF-16, as PowerShell and some exports of Windows write it. Else it was cut out of binary data, or a disk was full.
 *
 * **What to do.** Convert UTF-16 with `iconv -f UTF-16 -t UTF-8`. A single NUL that is meant is written as the escape
 * `\u0000`; see JSONL_NUL_ESCAPE.
 *
 * Wrong:
 *
 * ```text
 * {<00>"<00>r<00>e<00>c<00>o<00>r<00>d<00>I<00>d<00>"<00>
 * ```
 *
 * Right:
 *
 * ```text
 * {"recordId"
 * ```
 */
export const JSONL_NUL_BYTE: CatalogueEntry = {
  severity: 'error',
  message: () => 'The line contains a NUL byte, so it is not JSON',
  hint: () =>
    'Where every second byte is NUL the file is UTF-16: convert it with iconv -f UTF-16 -t UTF-8; else remove the byte',
  expected: () => 'UTF-8 text',
  received: () => hex(0),
};

/**
 * The record is nested more than 1,000 levels deep.
 *
 * **Why.** AWS documents no limit. Common JSON parsers stop at about 1,000 levels, and no model input needs so many.
 *
 * **What to do.** Flatten the record. Text that holds JSON can stay a string.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":[[[[[[[[ … ]]]]]]]]}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}
 * ```
 */
export const JSONL_TOO_DEEP: CatalogueEntry<{ readonly limit: number; readonly actual: number }> = {
  severity: 'error',
  message: ({ limit, actual }) =>
    `The record is nested ${formatCount(actual)} levels deep, more than the ${formatCount(limit)} this tool accepts`,
  hint: () =>
    'Flatten the record; common JSON parsers stop at about 1,000 levels, and AWS documents no limit',
  expected: ({ limit }) => `<= ${formatCount(limit)} levels`,
  received: ({ actual }) => `${formatCount(actual)} levels`,
};

/**
 * An object has a key twice. Keys are compared as they are read: `"a"` and `"\u0061"` are one key.
 *
 * **Why.** RFC 8259 calls what becomes of it unpredictable: some readers take the first value, some the last, some
 * refuse the text. AWS does not document what Bedrock does. What was checked is the last value, so nothing is proven of
 * the record: another body than that one may be paid for, and with two values of `recordId` nobody knows which one the
 * outcome will name. That is why this is an error everywhere in the record.
 *
 * **What to do.** Write each key once. Most often the record was put together from strings; a JSON serializer never
 * writes a key twice.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws","dimensions":256,"dimensions":512}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws","dimensions":512}}
 * ```
 */
export const JSONL_DUPLICATE_KEY: CatalogueEntry<{
  readonly key: string;
  /** Path of the object that has it; empty for the record itself. */
  readonly path: string;
}> = {
  severity: 'error',
  message: ({ key, path }) =>
    `The key ${quote(key)} is repeated in ${path === '' ? 'the record' : quote(path)}; readers of JSON differ in which value counts, and only the last one was checked`,
  hint: () => 'Write each key of an object once',
  expected: () => 'each key once',
  received: ({ key }) => `${quote(key)} again`,
};

/**
 * A text holds one half of a surrogate pair as an escape, from `\ud800` to `\udfff`, without the other half.
 *
 * **Why.** The grammar of JSON allows it, but it is no character and UTF-8 cannot hold it, so no model can be given the
 * text as it is written. Readers refuse it, or put `?` or U+FFFD in its place; AWS does not document what Bedrock does.
 * In a `recordId` it makes the outcome impossible to join. It comes from cutting a text in the middle of an emoji:
 * `text.slice(0, 1000)` of JavaScript counts halves.
 *
 * **What to do.** Cut between characters (`Array.from(text).slice(0, 1000).join('')`), or repair the text with
 * `text.toWellFormed()`.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws \ud83e"}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws \ud83e\udd88"}}
 * ```
 */
export const JSONL_LONE_SURROGATE: CatalogueEntry<{
  /** The escape as it is written. */
  readonly written: string;
}> = {
  severity: 'error',
  message: ({ written }) =>
    `The escape ${quote(written)} is half of a surrogate pair, which no UTF-8 text can hold, so no model can be given it as it is written`,
  hint: () =>
    'Cut texts between characters, never inside of one; toWellFormed() of JavaScript replaces what was cut',
  expected: () => 'both halves, such as "\\ud83d\\ude00"',
  received: ({ written }) => quote(written),
};

/**
 * A number has another value once it is read as a double, the number of JavaScript and of most readers of JSON: it has
 * more digits than a double keeps, or an exponent beyond it.
 *
 * **Why.** RFC 8259 says to expect no more precision than that of a double. AWS does not document what Bedrock reads.
 * Compared is the value, not the text: `1.0`, `1E2` and `-0` keep theirs, and so does `0.1`. `12345678901234567890`
 * becomes 12345678901234567000, `1e400` becomes Infinity, `1e-400` becomes 0.
 *
 * **What to do.** Round the number. Where each digit matters, as in an id, write it as a string.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws","normalize":true,"dimensions":256.00000000000000001}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws","normalize":true,"dimensions":256}}
 * ```
 */
export const JSONL_NUMBER_CHANGED: CatalogueEntry<{
  /** The number as it is written. */
  readonly written: string;
  /** The number that JavaScript makes of it. */
  readonly read: string;
}> = {
  severity: 'warning',
  message: ({ written, read }) =>
    `The number ${shorten(written, LONGEST_NUMBER)} is beyond what a double keeps: JavaScript makes it ${read}; AWS does not document what Bedrock makes of it`,
  hint: () => 'Round the number, or write it as a string where each digit matters',
  expected: ({ read }) => (read === 'Infinity' || read === '-Infinity' ? 'a finite number' : read),
  received: ({ written }) => shorten(written, LONGEST_NUMBER),
};

/**
 * A text holds a NUL character, written as `\u0000`.
 *
 * **Why.** JSON allows it. AWS does not document what Bedrock and the model make of it; programs written in C take it
 * for the end of the text.
 *
 * **What to do.** Remove it. It fills up fields of fixed width in old files and databases.
 *
 * Wrong:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws\u0000\u0000\u0000"}}
 * ```
 *
 * Right:
 *
 * ```jsonl
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws"}}
 * ```
 */
export const JSONL_NUL_ESCAPE: CatalogueEntry = {
  severity: 'warning',
  message: () =>
    'The text holds a NUL character; AWS does not document what Bedrock and the model make of it',
  hint: () => 'Remove the character; most often it fills up a field of fixed width',
  expected: () => 'text without NUL',
  received: () => '"\\u0000"',
};

/**
 * The line holds a character that some readers take for the end of a line: U+2028 or U+2029 in a text, not as an
 * escape, or a carriage return between two values.
 *
 * **Why.** JSON allows all three, and JSONL ends lines at newlines alone. But `str.splitlines()` of Python cuts at each
 * of them, and `readline` of Node.js at the carriage return, so that one record becomes two halves. AWS does not
 * document how Bedrock finds lines.
 *
 * **What to do.** Write U+2028 as `\u2028` and U+2029 as `\u2029`, which any reader of JSON takes for the same. Remove
 * the carriage return. Both separators come from web pages and word processors, and an ordinary newline (`\n`) mostly
 * says what was meant.
 *
 * Wrong:
 *
 * ```text
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws<e2><80><a8>A film"}}
 * ```
 *
 * Right:
 *
 * ```text
 * {"recordId":"movie-1","modelInput":{"inputText":"Jaws\u2028A film"}}
 * ```
 */
export const JSONL_LINE_SEPARATOR: CatalogueEntry<{
  /** U+2028, U+2029, or U+000D where it is white space. */
  readonly codePoint: number;
}> = {
  severity: 'warning',
  message: ({ codePoint }) =>
    `${unicode(codePoint)} is in the line unescaped, and some readers end a line there; AWS does not document whether Bedrock does`,
  hint: ({ codePoint }) =>
    codePoint === CARRIAGE_RETURN
      ? 'Remove it; JSON needs no white space between values'
      : `Write it as "\\u${codePoint.toString(16)}", which means the same`,
  expected: () => 'no line separator within a record',
  received: ({ codePoint }) => unicode(codePoint),
};

import { quote, shorten } from '../quote.ts';
import { countOf, formatBytes, formatCount } from '../units.ts';
import type { Catalogue } from './entry.ts';
import { OTHER_FORMATS, type OtherFormat } from './other-formats.ts';

/** Args of the codes about bytes and lines. */
export interface JsonlArgs {
  readonly JSONL_NOT_UTF8: {
    readonly byte: number;
    /** What the first bytes of the line belong to. */
    readonly looksLike?: 'UTF-16' | 'gzip' | undefined;
  };
  readonly JSONL_OTHER_FORMAT: { readonly format: OtherFormat };
  readonly JSONL_BOM: Record<never, never>;
  readonly JSONL_CRLF: {
    /** Lines of the file that end so. */
    readonly lines: number;
  };
  readonly JSONL_NO_LAST_NEWLINE: Record<never, never>;
  readonly JSONL_BLANK_LINE: Record<never, never>;
  readonly JSONL_LINE_TOO_LONG: { readonly limit: number; readonly actual: number };
  readonly JSONL_SYNTAX: {
    readonly expected: string;
    readonly received: string;
    /** Whether the line is a lone opening bracket, as documents over many lines begin. */
    readonly opensDocument?: boolean | undefined;
  };
  readonly JSONL_NUL_BYTE: Record<never, never>;
  readonly JSONL_TOO_DEEP: { readonly limit: number; readonly actual: number };
  readonly JSONL_DUPLICATE_KEY: {
    readonly key: string;
    /** Path of the object that has it; empty for the record itself. */
    readonly path: string;
  };
  readonly JSONL_LONE_SURROGATE: {
    /** The escape as it is written. */
    readonly written: string;
  };
  readonly JSONL_NUMBER_CHANGED: {
    /** The number as it is written. */
    readonly written: string;
    /** The number that JavaScript makes of it. */
    readonly read: string;
  };
  readonly JSONL_NUL_ESCAPE: Record<never, never>;
  readonly JSONL_LINE_SEPARATOR: {
    /** U+2028, U+2029, or U+000D where it is white space. */
    readonly codePoint: number;
  };
}

/** Longest number that a message shows whole. */
const LONGEST_NUMBER = 40;
const CARRIAGE_RETURN = 0x0d;

const hex = (byte: number) => `0x${byte.toString(16).padStart(2, '0')}`;
const unicode = (codePoint: number) => `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;

const WAYS_TO_UTF8 = {
  'UTF-16': 'The file looks like UTF-16; convert it with iconv -f UTF-16 -t UTF-8',
  gzip: 'The file looks like gzip; unpack it first with gunzip; Bedrock reads plain .jsonl',
  other: 'Convert the source to UTF-8 first, for example with iconv -t UTF-8',
} as const;

export const jsonlCatalogue: Catalogue<JsonlArgs> = {
  JSONL_NOT_UTF8: {
    severity: 'error',
    message: ({ byte }) => `The byte ${hex(byte)} is not UTF-8 here, so the line is not JSON`,
    hint: ({ looksLike }) => WAYS_TO_UTF8[looksLike ?? 'other'],
    expected: () => 'UTF-8',
    received: ({ byte }) => hex(byte),
  },
  JSONL_OTHER_FORMAT: {
    severity: 'error',
    message: ({ format }) =>
      `The file is ${OTHER_FORMATS[format].is}; Bedrock takes only records, and the rest of the file was not looked at`,
    hint: ({ format }) => OTHER_FORMATS[format].hint,
    expected: () => 'a record in each line',
    received: ({ format }) => format,
  },
  JSONL_BOM: {
    severity: 'error',
    message: () => 'The file starts with a byte order mark, so its first line is not JSON',
    hint: () => 'Write the file as UTF-8 without a byte order mark',
    expected: () => '{',
    received: () => 'U+FEFF',
  },
  JSONL_CRLF: {
    severity: 'warning',
    message: ({ lines }) =>
      `${countOf(lines, 'line')} of the file ${lines === 1 ? 'has' : 'have'} a carriage return before the newline; AWS does not document how Bedrock reads it`,
    hint: () => 'Write the file with "\\n" alone, for example with dos2unix',
    expected: () => 'a newline behind each record',
    received: () => 'a carriage return and a newline',
  },
  JSONL_NO_LAST_NEWLINE: {
    severity: 'warning',
    message: () =>
      'No newline ends the last line; AWS does not document whether one is needed, though files without one were seen to work',
    hint: () => 'End the last record with a newline too, and make sure that the file is complete',
    expected: () => 'a newline',
    received: () => 'the end of the file',
  },
  JSONL_BLANK_LINE: {
    severity: 'warning',
    message: () => 'The line is blank; AWS does not document how Bedrock reads or counts it',
    hint: () => 'Remove the line',
    expected: () => 'a record',
    received: () => 'a blank line',
  },
  JSONL_LINE_TOO_LONG: {
    severity: 'error',
    message: ({ limit, actual }) =>
      `The line has ${formatBytes(actual)}, more than the ${formatBytes(limit)} that are read of one line`,
    hint: () => 'Make the record smaller, or raise --max-line-bytes (at most 536,870,912)',
    expected: ({ limit }) => `<= ${formatBytes(limit)}`,
    received: ({ actual }) => formatBytes(actual),
  },
  JSONL_SYNTAX: {
    severity: 'error',
    message: ({ expected, received }) =>
      `The line is not JSON: expected ${expected}, found ${received}`,
    hint: ({ opensDocument }) =>
      opensDocument === true
        ? 'Write one object to a line, not a document over many lines; bedrock-batch build takes such a file as its source'
        : 'Write each record with a JSON serializer, one object to a line',
    expected: ({ expected }) => expected,
    received: ({ received }) => received,
  },
  JSONL_NUL_BYTE: {
    severity: 'error',
    message: () => 'The line contains a NUL byte, so it is not JSON',
    hint: () =>
      'Where every second byte is NUL the file is UTF-16: convert it with iconv -f UTF-16 -t UTF-8; else remove the byte',
    expected: () => 'UTF-8 text',
    received: () => hex(0),
  },
  JSONL_TOO_DEEP: {
    severity: 'error',
    message: ({ limit, actual }) =>
      `The record is nested ${formatCount(actual)} levels deep, more than the ${formatCount(limit)} this tool accepts`,
    hint: () =>
      'Flatten the record; common JSON parsers stop at about 1,000 levels, and AWS documents no limit',
    expected: ({ limit }) => `<= ${formatCount(limit)} levels`,
    received: ({ actual }) => `${formatCount(actual)} levels`,
  },
  JSONL_DUPLICATE_KEY: {
    severity: 'error',
    message: ({ key, path }) =>
      `The key ${quote(key)} is repeated in ${path === '' ? 'the record' : quote(path)}; readers of JSON differ in which value counts, and only the last one was checked`,
    hint: () => 'Write each key of an object once',
    expected: () => 'each key once',
    received: ({ key }) => `${quote(key)} again`,
  },
  JSONL_LONE_SURROGATE: {
    severity: 'error',
    message: ({ written }) =>
      `The escape ${quote(written)} is half of a surrogate pair, which no UTF-8 text can hold, so no model can be given it as it is written`,
    hint: () =>
      'Cut texts between characters, never inside of one; toWellFormed() of JavaScript replaces what was cut',
    expected: () => 'both halves, such as "\\ud83d\\ude00"',
    received: ({ written }) => quote(written),
  },
  JSONL_NUMBER_CHANGED: {
    severity: 'warning',
    message: ({ written, read }) =>
      `The number ${shorten(written, LONGEST_NUMBER)} is beyond what a double keeps: JavaScript makes it ${read}; AWS does not document what Bedrock makes of it`,
    hint: () => 'Round the number, or write it as a string where each digit matters',
    expected: ({ read }) =>
      read === 'Infinity' || read === '-Infinity' ? 'a finite number' : read,
    received: ({ written }) => shorten(written, LONGEST_NUMBER),
  },
  JSONL_NUL_ESCAPE: {
    severity: 'warning',
    message: () =>
      'The text holds a NUL character; AWS does not document what Bedrock and the model make of it',
    hint: () => 'Remove the character; most often it fills up a field of fixed width',
    expected: () => 'text without NUL',
    received: () => '"\\u0000"',
  },
  JSONL_LINE_SEPARATOR: {
    severity: 'warning',
    message: ({ codePoint }) =>
      `${unicode(codePoint)} is in the line unescaped, and some readers end a line there; AWS does not document whether Bedrock does`,
    hint: ({ codePoint }) =>
      codePoint === CARRIAGE_RETURN
        ? 'Remove it; JSON needs no white space between values'
        : `Write it as "\\u${codePoint.toString(16)}", which means the same`,
    expected: () => 'no line separator within a record',
    received: ({ codePoint }) => unicode(codePoint),
  },
};

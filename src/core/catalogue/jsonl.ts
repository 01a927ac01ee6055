import { formatBytes, formatCount } from '../units.ts';
import type { Catalogue } from './entry.ts';

/** Args of the codes about bytes and lines. */
export interface JsonlArgs {
  readonly JSONL_NOT_UTF8: { readonly byte: number };
  readonly JSONL_BOM: Record<never, never>;
  readonly JSONL_BLANK_LINE: Record<never, never>;
  readonly JSONL_LINE_TOO_LONG: { readonly limit: number; readonly actual: number };
  readonly JSONL_SYNTAX: { readonly expected: string; readonly received: string };
  readonly JSONL_TOO_DEEP: { readonly limit: number; readonly actual: number };
}

const hex = (byte: number) => `0x${byte.toString(16).padStart(2, '0')}`;

export const jsonlCatalogue: Catalogue<JsonlArgs> = {
  JSONL_NOT_UTF8: {
    severity: 'error',
    message: ({ byte }) => `The byte ${hex(byte)} is not UTF-8 here, so the line is no JSON`,
    hint: () => 'Convert the source to UTF-8 first, for example with iconv -t UTF-8',
    expected: () => 'UTF-8',
    received: ({ byte }) => hex(byte),
  },
  JSONL_BOM: {
    severity: 'error',
    message: () => 'The file starts with a byte order mark, so its first line is no JSON',
    hint: () => 'Write the file as UTF-8 without a byte order mark',
    expected: () => '{',
    received: () => 'U+FEFF',
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
      `The line is no JSON: ${expected} is needed where ${received} stands`,
    hint: () => 'Write each record with a JSON serializer, one object to a line',
    expected: ({ expected }) => expected,
    received: ({ received }) => received,
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
};

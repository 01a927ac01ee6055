import { isAscii } from 'node:buffer';
import type { DiagnosticArgs } from '../../core/index.ts';
import { findSyntaxFault, firstNonUtf8 } from '../../engine/index.ts';
import type { Span } from './place.ts';

type FaultCode = 'JSONL_NOT_UTF8' | 'JSONL_NUL_BYTE' | 'JSONL_SYNTAX';

/** Why a line is no JSON: the first byte that cannot be there. */
export type LineFault = {
  readonly [Code in FaultCode]: {
    readonly code: Code;
    readonly span: Span;
    readonly args: DiagnosticArgs[Code];
  };
}[FaultCode];

/** A line that is JSON. */
export interface ParsedLine {
  readonly text: string;
  readonly value: unknown;
}

/** Parses a line, or says why it is no JSON. */
export function parseLine(line: Uint8Array): ParsedLine | LineFault {
  const bad = firstNonUtf8(line);
  if (bad !== -1) {
    const span = { start: bad, end: bad + 1 };
    const args = { byte: line[bad] ?? 0, looksLike: formatOf(line) };
    return { code: 'JSONL_NOT_UTF8', span, args };
  }
  const text = decode(line);
  try {
    return { text, value: JSON.parse(text) as unknown };
  } catch {
    return syntaxFault(line);
  }
}

function syntaxFault(line: Uint8Array): LineFault {
  const fault = findSyntaxFault(line);
  if (fault === undefined)
    throw new Error('JSON.parse refused what the scanner takes: this is a bug');
  const { offset, expected, received } = fault;
  const span = { start: offset, end: offset + 1 };
  if (line[offset] === 0) return { code: 'JSONL_NUL_BYTE', span, args: {} };
  const opensDocument = isLoneBracket(line) ? true : undefined;
  return { code: 'JSONL_SYNTAX', span, args: { expected, received, opensDocument } };
}

/** What files begin with that are no text in UTF-8. */
const FORMATS = [
  ['UTF-16', [0xff, 0xfe]],
  ['UTF-16', [0xfe, 0xff]],
  ['gzip', [0x1f, 0x8b]],
] as const;

function formatOf(line: Uint8Array): 'UTF-16' | 'gzip' | undefined {
  return FORMATS.find(([, bytes]) => bytes.every((byte, at) => line[at] === byte))?.[0];
}

const LONGEST_BRACKET_LINE = 64;

function isLoneBracket(line: Uint8Array): boolean {
  if (line.length > LONGEST_BRACKET_LINE) return false;
  const text = decode(line).trim();
  return text === '{' || text === '[';
}

/** ASCII lines stay strings of one byte a unit, which halves the cost of parsing them. */
function decode(line: Uint8Array): string {
  const buffer = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
  return buffer.toString(isAscii(line) ? 'latin1' : 'utf8');
}

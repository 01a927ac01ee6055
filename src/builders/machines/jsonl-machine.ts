import { type BedrockBatchError, decodeUtf8, NEWLINE } from '../../core/index.ts';
import {
  findSyntaxFault,
  isWhiteSpace,
  type JsonLayout,
  type JsonPlace,
  type SyntaxFault,
} from '../../engine/index.ts';
import { JsonRow } from '../rows/json-row.ts';
import type { Row } from '../rows/row.ts';
import { utf16Units } from './line-counter.ts';
import type { JsonMachine, MachineOptions } from './row-machine.ts';
import { encodingError, rowTooLong, syntaxError } from './source-faults.ts';
import { Utf8Input } from './utf8-input.ts';

const SYNTAX_HINT =
  'Write one JSON value to a line; for one big JSON document use --format json, and --pick for rows inside of it';
const LENGTH_HINT =
  'Look for line breaks that are missing; where the line is meant to be so long, raise maxRowBytes';

/**
 * Reads lines of JSON, whatever the pieces they come in. Blank lines are skipped.
 *
 * Memory: one piece and one line.
 */
export class JsonlMachine implements JsonMachine {
  readonly #options: MachineOptions;
  #input = new Utf8Input();
  #failure: BedrockBatchError | undefined;
  #rows: Row[] = [];
  #rowNumber = 0;
  #line = 1;
  /** 0-based offset in the source of the line's first byte. */
  #lineOffset = 0;
  #pieces: Uint8Array[] = [];

  constructor(options: MachineOptions) {
    this.#options = options;
  }

  get failure(): BedrockBatchError | undefined {
    return this.#failure;
  }

  goTo(_: JsonLayout, { rowsBefore, line, byteOffset }: JsonPlace): void {
    this.#input = new Utf8Input(byteOffset);
    this.#rowNumber = rowsBefore;
    this.#line = line;
    this.#lineOffset = byteOffset;
  }

  push(bytes: Uint8Array): readonly Row[] {
    this.#rows = [];
    const text = this.#input.take(bytes);
    this.#split(text, this.#input.offset - text.length);
    this.#checkEncoding();
    return this.#rows;
  }

  finish(): readonly Row[] {
    this.#rows = [];
    this.#input.finish();
    this.#checkEncoding();
    if (this.#failure === undefined) this.#endLine(new Uint8Array());
    return this.#rows;
  }

  #checkEncoding(): void {
    const { fault } = this.#input;
    if (this.#failure !== undefined || fault === undefined) return;
    this.#failure = encodingError(this.#options.name, fault, this.#line);
  }

  #split(text: Uint8Array, offset: number): void {
    let start = 0;
    let newline = text.indexOf(NEWLINE);
    while (newline !== -1 && this.#failure === undefined) {
      if (this.#pieces.length === 0) this.#lineOffset = offset + start;
      this.#endLine(text.subarray(start, newline));
      this.#line += 1;
      start = newline + 1;
      newline = text.indexOf(NEWLINE, start);
    }
    if (start < text.length) this.#keep(text.subarray(start), offset + start);
  }

  #keep(piece: Uint8Array, offset: number): void {
    if (this.#pieces.length === 0) this.#lineOffset = offset;
    this.#pieces.push(piece);
    this.#checkLength(offset + piece.length - this.#lineOffset);
  }

  #endLine(tail: Uint8Array): void {
    const line = this.#pieces.length === 0 ? tail : Buffer.concat([...this.#pieces, tail]);
    this.#pieces = [];
    const { start, end } = trimmed(line);
    this.#checkLength(line.length);
    if (start < end && this.#failure === undefined) this.#addRow(line, start, end);
  }

  #addRow(line: Uint8Array, start: number, end: number): void {
    const bytes = line.subarray(start, end);
    const parsed = parse(bytes);
    if ('fault' in parsed) {
      this.#failSyntax(line, start, parsed.fault);
      return;
    }
    this.#rowNumber += 1;
    const place = { source: this.#options.name, number: this.#rowNumber, line: this.#line };
    this.#rows.push(new JsonRow(bytes, { ...place, byteOffset: this.#lineOffset + start }, parsed));
  }

  #failSyntax(line: Uint8Array, start: number, { offset, ...fault }: SyntaxFault): void {
    const place = {
      line: this.#line,
      column: utf16Units(line, 0, start + offset) + 1,
      byteOffset: this.#lineOffset + start + offset,
    };
    const inLine = { ...fault, offset: start + offset };
    this.#failure = syntaxError(this.#options.name, inLine, { ...place, hint: SYNTAX_HINT });
  }

  #checkLength(length: number): void {
    const { name, maxRowBytes: limit } = this.#options;
    if (this.#failure !== undefined || length <= limit) return;
    const place = { row: this.#rowNumber + 1, line: this.#line, byteOffset: this.#lineOffset };
    this.#failure = rowTooLong(name, { ...place, limit, hint: LENGTH_HINT });
  }
}

function parse(bytes: Uint8Array): { readonly value: unknown } | { readonly fault: SyntaxFault } {
  const text = decodeUtf8(bytes);
  try {
    return { value: JSON.parse(text) };
  } catch (cause) {
    const fault = findSyntaxFault(bytes);
    if (fault === undefined) throw cause;
    return { fault };
  }
}

/** Finds the text of a line between blanks; other control characters are left for the syntax to refuse. */
function trimmed(line: Uint8Array): { start: number; end: number } {
  let start = 0;
  let end = line.length;
  while (start < end && isWhiteSpace(line[start] as number)) start += 1;
  while (end > start && isWhiteSpace(line[end - 1] as number)) end -= 1;
  return { start, end };
}

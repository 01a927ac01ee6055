import { type BedrockBatchError, OPEN_OBJECT, quote, SourceError } from '../../core/index.ts';
import {
  isWhiteSpace,
  type JsonLayout,
  type JsonPlace,
  JsonSyntax,
  type SyntaxFault,
} from '../../engine/index.ts';
import { JsonRow } from '../rows/json-row.ts';
import type { Row } from '../rows/row.ts';
import { type LineColumn, LineCounter } from './line-counter.ts';
import type { JsonMachine, MachineOptions } from './row-machine.ts';
import { rowsInsideHint } from './rows-inside.ts';
import { encodingError, notArrayError, rowTooLong, syntaxError } from './source-faults.ts';
import { Utf8Input } from './utf8-input.ts';

const SYNTAX_HINT =
  'Write JSON objects one after the other; for rows inside of one document use --pick';
const LENGTH_HINT =
  'Look for a bracket that is not closed; where the object is meant to be so long, raise maxRowBytes';

/**
 * Reads JSON objects that stand one after the other, on lines of their own, over several lines or with nothing between them,
 * whatever the pieces they come in.
 *
 * One object alone is no row: its rows are inside of it. Memory: one piece and one object, and the first until the second begins.
 */
export class JsonSequenceMachine implements JsonMachine {
  readonly #options: MachineOptions;
  #input = new Utf8Input();
  readonly #lines = new LineCounter();
  #syntax = new JsonSyntax({ end: 'the end of the file' });
  #failure: BedrockBatchError | undefined;
  #rows: Row[] = [];
  #rowNumber = 0;
  /** The first object, until there is another one. */
  #first: JsonRow | undefined;
  /** Bytes of the object that is open, and where it began; undefined between objects. */
  #pieces: Uint8Array[] = [];
  #start: { readonly line: number; readonly byteOffset: number } | undefined;
  /** Bytes of the piece that was read last. */
  #pieceLength = 0;
  /** Bytes that the syntax was given of the object. */
  #length = 0;
  /** Where the fault stands that the syntax has met, while it waits for what stands there. */
  #faultPlace: LineColumn | undefined;

  constructor(options: MachineOptions) {
    this.#options = options;
  }

  get failure(): BedrockBatchError | undefined {
    return this.#failure;
  }

  goTo(_: JsonLayout, { byteOffset, rowsBefore, ...place }: JsonPlace): void {
    this.#input = new Utf8Input(byteOffset);
    this.#lines.goTo(place);
    this.#rowNumber = rowsBefore;
  }

  push(bytes: Uint8Array): readonly Row[] {
    const text = this.#input.take(bytes);
    const base = this.#input.offset - text.length;
    this.#lines.next(text);
    this.#pieceLength = text.length;
    let at = 0;
    while (at < text.length && this.#failure === undefined) at = this.#step(text, at, base);
    if (this.#failure === undefined && this.#input.fault !== undefined) this.#endAtFault();
    return this.#takeRows();
  }

  finish(): readonly Row[] {
    if (this.#failure !== undefined) return [];
    this.#input.finish();
    if (this.#input.fault !== undefined) this.#failEncoding();
    else if (this.#start !== undefined) this.#finishObject();
    if (this.#failure === undefined && this.#first !== undefined)
      this.#failure = this.#onlyObject(this.#first.bytes);
    return this.#takeRows();
  }

  #takeRows(): readonly Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #step(text: Uint8Array, from: number, base: number): number {
    let at = from;
    if (this.#start === undefined) {
      while (at < text.length && isWhiteSpace(text[at] as number)) at += 1;
      if (at === text.length) return at;
      this.#start = { line: this.#lines.lineAt(at), byteOffset: base + at };
      if (text[at] !== OPEN_OBJECT) this.#failOther();
    }
    return this.#failure === undefined ? this.#feed(text, at) : at;
  }

  /** Gives the rest of a piece to the syntax: the byte behind the object is a fault to it. */
  #feed(text: Uint8Array, at: number): number {
    const before = this.#length;
    const fault = this.#syntax.push(text.subarray(at));
    const { faultOffset, depth } = this.#syntax;
    this.#length += text.length - at;
    if (faultOffset === undefined) {
      this.#keep(text.subarray(at));
      return text.length;
    }
    const place = at + faultOffset - before;
    if (depth === 0 && faultOffset > 0) {
      this.#endObject(text.subarray(at, place));
      return place;
    }
    this.#faultPlace ??= this.#lines.positionAt(place);
    if (fault !== undefined) this.#failSyntax(fault);
    return text.length;
  }

  #finishObject(): void {
    const fault = this.#syntax.finish();
    if (fault === undefined) this.#endObject(new Uint8Array());
    else this.#failSyntax(fault);
  }

  /** Blanks behind an object are none of it, however many they are. */
  #keep(piece: Uint8Array): void {
    const kept = this.#syntax.depth === 0 ? trimmedEnd(piece) : piece;
    this.#pieces.push(kept);
    const blanks = piece.length - kept.length;
    if (kept.length > 0 && this.#length - blanks > this.#options.maxRowBytes)
      this.#failTooLong(this.#pieces);
  }

  #endObject(tail: Uint8Array): void {
    const start = this.#start ?? { line: 1, byteOffset: 0 };
    const bytes = trimmedEnd(Buffer.concat([...this.#pieces, tail]));
    if (bytes.length > this.#options.maxRowBytes) {
      this.#failTooLong([bytes]);
      return;
    }
    this.#pieces = [];
    this.#start = undefined;
    this.#length = 0;
    this.#syntax = new JsonSyntax({ end: 'the end of the file' });
    this.#rowNumber += 1;
    const place = { source: this.#options.name, number: this.#rowNumber, ...start };
    this.#add(new JsonRow(bytes, place));
  }

  #add(row: JsonRow): void {
    if (row.number === 1) {
      this.#first = row;
      return;
    }
    if (this.#first !== undefined) this.#rows.push(this.#first);
    this.#first = undefined;
    this.#rows.push(row);
  }

  #failSyntax(fault: SyntaxFault): void {
    const byteOffset = (this.#start?.byteOffset ?? 0) + fault.offset;
    const place = this.#faultPlace ?? this.#lines.positionAt(this.#pieceLength);
    this.#failure = syntaxError(this.#options.name, fault, {
      ...place,
      byteOffset,
      hint: SYNTAX_HINT,
    });
  }

  /** What stands at a fault of syntax may go on, but not beyond a byte that is no UTF-8. */
  #endAtFault(): void {
    const fault = this.#faultPlace === undefined ? undefined : this.#syntax.finish();
    if (fault === undefined) this.#failEncoding();
    else this.#failSyntax(fault);
  }

  #failEncoding(): void {
    const { fault } = this.#input;
    if (fault === undefined) return;
    const line = this.#lines.lineAt(this.#pieceLength);
    this.#failure = encodingError(this.#options.name, fault, line);
  }

  #failOther(): void {
    const { name: source } = this.#options;
    const row = this.#rowNumber + 1;
    const { line, byteOffset } = this.#start ?? { line: 1, byteOffset: 0 };
    this.#failure = new SourceError(
      'SOURCE_SYNTAX',
      `${quote(source)} has something else than an object in line ${line}, where row ${row} would begin`,
      { source, row, line, byteOffset, hint: SYNTAX_HINT },
    );
  }

  /** A first object without an end in sight is a document with rows inside of it. */
  #failTooLong(pieces: readonly Uint8Array[]): void {
    const { name, maxRowBytes: limit } = this.#options;
    const row = this.#rowNumber + 1;
    this.#failure =
      row === 1
        ? this.#onlyObject(Buffer.concat(pieces).subarray(0, limit))
        : rowTooLong(name, { row, limit, ...this.#start, hint: LENGTH_HINT });
  }

  #onlyObject(bytes: Uint8Array): SourceError {
    return notArrayError(this.#options.name, 'an object', rowsInsideHint(bytes));
  }
}

function trimmedEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && isWhiteSpace(bytes[end - 1] as number)) end -= 1;
  return bytes.subarray(0, end);
}

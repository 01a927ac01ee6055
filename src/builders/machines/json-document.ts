import type { BedrockBatchError } from '../../core/index.ts';
import {
  type JsonPlace,
  JsonSyntax,
  type PlaceInArray,
  type SyntaxFault,
} from '../../engine/index.ts';
import { type LineColumn, LineCounter } from './line-counter.ts';
import { encodingError, syntaxError } from './source-faults.ts';
import { Utf8Input } from './utf8-input.ts';

const SYNTAX_HINT =
  'Write the document with a JSON serializer; where each line is a value of its own, use --format jsonl';

/** What brings the syntax where a document of one array is known to be right. */
const BEFORE: Readonly<Record<PlaceInArray, string>> = {
  before: '',
  first: '[',
  value: '[[],',
  after: '[[]',
  behind: '[]',
};

/** Options of {@link JsonDocument}. */
export interface JsonDocumentOptions {
  readonly name: string;
  /** As of {@link JsonSyntax}; offsets count from the first byte behind a byte order mark. */
  readonly onElement?: ((start: number, end: number) => void) | undefined;
}

/**
 * One JSON document that comes in pieces, checked for UTF-8 and syntax, with line and column of what is wrong.
 *
 * Memory: nothing but a few counters and one byte per open array or object.
 */
export class JsonDocument {
  readonly #name: string;
  #input = new Utf8Input();
  readonly #syntax: JsonSyntax;
  readonly #lines = new LineCounter();
  /** Bytes given to the syntax before the current piece. */
  #base = 0;
  #length = 0;
  #faultPlace: LineColumn | undefined;
  #failure: BedrockBatchError | undefined;

  constructor({ name, onElement }: JsonDocumentOptions) {
    this.#name = name;
    this.#syntax = new JsonSyntax({ end: 'the end of the file', onElement });
  }

  get failure(): BedrockBatchError | undefined {
    return this.#failure;
  }

  /** Offset of the current piece, counted as `onElement` counts. */
  get base(): number {
    return this.#base;
  }

  /** Bytes so far, counted as `onElement` counts. */
  get length(): number {
    return this.#base + this.#length;
  }

  get openElement(): number | undefined {
    return this.#syntax.openElement;
  }

  /** Whether something is wrong, also where it is not yet known what stands there. */
  get hasFault(): boolean {
    return (
      this.#failure !== undefined || this.#syntax.faultOffset !== undefined || this.#input.isCut
    );
  }

  /** Goes to a place in a document that is one array, before anything was pushed. Elements that `onElement` is told of now are none. */
  goTo({ byteOffset, inArray, ...place }: JsonPlace): void {
    const before = Buffer.from(BEFORE[inArray]);
    this.#syntax.push(before);
    this.#base = before.length;
    this.#input = new Utf8Input(byteOffset);
    this.#lines.goTo(place);
  }

  /** Gives the 0-based offset in the source of an offset of the syntax. */
  byteOffset(offset: number): number {
    return this.#input.offset - this.length + offset;
  }

  /** Gives the line of a place in the current piece; places must not go back within a piece. */
  lineAt(place: number): number {
    return this.#lines.lineAt(place);
  }

  /** Takes the next bytes and gives those of them that are good: all before the first fault. */
  push(bytes: Uint8Array): Uint8Array {
    const text = this.#input.take(bytes);
    this.#base += this.#length;
    this.#length = text.length;
    this.#lines.next(text);
    const fault = this.#syntax.push(text) ?? this.#faultBeforeOther();
    this.#notePlace();
    if (fault !== undefined) this.#fail(fault);
    else if (this.#input.fault !== undefined) this.#failEncoding();
    return text.subarray(0, this.#goodBytes());
  }

  /** Says that there are no more bytes. */
  finish(): void {
    if (this.#failure !== undefined) return;
    this.#input.finish();
    if (this.#input.fault !== undefined) {
      this.#failEncoding();
      return;
    }
    const fault = this.#syntax.finish();
    if (fault !== undefined) this.#fail(fault);
  }

  /** What stands at a fault of syntax may go on, but not beyond a byte that is no UTF-8. */
  #faultBeforeOther(): SyntaxFault | undefined {
    const isCut = this.#input.fault !== undefined && this.#syntax.faultOffset !== undefined;
    return isCut ? this.#syntax.finish() : undefined;
  }

  /** The place is noted while the piece it is in is at hand; what stands there may go on in the next one. */
  #notePlace(): void {
    const { faultOffset } = this.#syntax;
    if (faultOffset === undefined || this.#faultPlace !== undefined) return;
    this.#faultPlace = this.#lines.positionAt(faultOffset - this.#base);
  }

  #goodBytes(): number {
    const { faultOffset } = this.#syntax;
    return faultOffset === undefined ? this.#length : Math.max(0, faultOffset - this.#base);
  }

  #fail(fault: SyntaxFault): void {
    const place = this.#faultPlace ?? this.#lines.positionAt(this.#length);
    const byteOffset = this.byteOffset(fault.offset);
    this.#failure ??= syntaxError(this.#name, fault, { ...place, byteOffset, hint: SYNTAX_HINT });
  }

  #failEncoding(): void {
    const { fault } = this.#input;
    if (fault === undefined) return;
    const { line } = this.#lines.positionAt(this.#length);
    this.#failure ??= encodingError(this.#name, fault, line);
  }
}

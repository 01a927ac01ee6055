import { type BedrockBatchError, OPEN_ARRAY, OPEN_OBJECT, quote, SPACE } from '../../core/index.ts';
import { type JsonLayout, type JsonPlace, LITERALS } from '../../engine/index.ts';
import { JsonRow } from '../rows/json-row.ts';
import type { Row } from '../rows/row.ts';
import { JsonDocument } from './json-document.ts';
import type { JsonMachine, MachineOptions } from './row-machine.ts';
import { emptyError, notArrayError, rowTooLong } from './source-faults.ts';

/**
 * Reads the elements of a JSON document that is one array, whatever the pieces it comes in.
 *
 * Memory: one piece, one element, and a byte per open array or object.
 */
export class JsonArrayMachine implements JsonMachine {
  readonly #options: MachineOptions;
  readonly #document: JsonDocument;
  #failure: BedrockBatchError | undefined;
  #isBegun = false;
  /** Whether it begins like `true`, `false` or `null`: what it is, its end tells. */
  #isLiteral = false;
  /** Starts and ends of the elements that the current piece completes. */
  #spans: number[] = [];
  #rowNumber = 0;
  /** What stood in earlier pieces of the element that is open, and where it began. */
  #pieces: Uint8Array[] = [];
  #openLine = 1;

  constructor(options: MachineOptions) {
    this.#options = options;
    const onElement = (start: number, end: number) => {
      this.#spans.push(start, end);
    };
    this.#document = new JsonDocument({ name: options.name, onElement });
  }

  get failure(): BedrockBatchError | undefined {
    return this.#failure;
  }

  goTo(_: JsonLayout, place: JsonPlace): void {
    this.#document.goTo(place);
    this.#rowNumber = place.rowsBefore;
    this.#isBegun = place.inArray !== 'before';
  }

  push(bytes: Uint8Array): readonly Row[] {
    this.#spans = [];
    const text = this.#document.push(bytes);
    this.#checkBegin(text);
    const rows = this.#takeRows(text);
    this.#keepOpenElement(text);
    this.#failure ??= this.#document.failure;
    return rows;
  }

  finish(): readonly Row[] {
    if (this.#failure !== undefined) return [];
    if (this.#isBegun || this.#document.hasFault) this.#document.finish();
    else this.#failEmpty();
    this.#failure ??= this.#document.failure;
    if (this.#isLiteral) this.#failure ??= notArrayError(this.#options.name, 'one value');
    return [];
  }

  #takeRows(text: Uint8Array): Row[] {
    const rows: Row[] = [];
    for (let index = 0; index < this.#spans.length && this.#failure === undefined; index += 2) {
      const start = this.#spans[index] as number;
      const row = this.#makeRow(text, start, this.#spans[index + 1] as number);
      if (row !== undefined) rows.push(row);
    }
    return rows;
  }

  #makeRow(text: Uint8Array, start: number, end: number): Row | undefined {
    const { base } = this.#document;
    const isWhole = start >= base;
    const tail = text.subarray(isWhole ? start - base : 0, end - base);
    const bytes = isWhole ? tail : Buffer.concat([...this.#pieces, tail]);
    const line = isWhole ? this.#document.lineAt(start - base) : this.#openLine;
    this.#pieces = [];
    if (bytes.length > this.#options.maxRowBytes) {
      this.#failTooLong(line, start);
      return undefined;
    }
    this.#rowNumber += 1;
    const place = { source: this.#options.name, number: this.#rowNumber, line };
    return new JsonRow(bytes, { ...place, byteOffset: this.#document.byteOffset(start) });
  }

  #keepOpenElement(text: Uint8Array): void {
    const { openElement: start, base } = this.#document;
    if (start === undefined || this.#failure !== undefined) return;
    if (start >= base) this.#openLine = this.#document.lineAt(start - base);
    this.#pieces.push(text.subarray(Math.max(0, start - base)));
    if (base + text.length - start > this.#options.maxRowBytes)
      this.#failTooLong(this.#openLine, start);
  }

  #failTooLong(line: number, start: number): void {
    const byteOffset = this.#document.byteOffset(start);
    const place = { row: this.#rowNumber + 1, line, byteOffset };
    const hint = 'Split the element; where it is meant to be so long, raise maxRowBytes';
    this.#failure = rowTooLong(this.#options.name, {
      ...place,
      limit: this.#options.maxRowBytes,
      hint,
    });
  }

  /** Refuses documents that are something else than an array; what is no JSON at all is left to the syntax. */
  #checkBegin(text: Uint8Array): void {
    if (this.#isBegun) return;
    const first = text.find((byte) => byte > SPACE);
    if (first === undefined) return;
    this.#isBegun = true;
    this.#isLiteral = LITERALS.has(first);
    if (first === OPEN_ARRAY || this.#isLiteral) return;
    this.#failure = notArrayError(
      this.#options.name,
      first === OPEN_OBJECT ? 'an object' : 'one value',
    );
  }

  #failEmpty(): void {
    const { name } = this.#options;
    this.#failure = emptyError(
      name,
      `${quote(name)} is empty, and a JSON array is needed`,
      'Write [] for no rows',
    );
  }
}

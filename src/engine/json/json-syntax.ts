import {
  BACKSLASH,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON_SIGN,
  COMMA,
  LOWER_U,
  MINUS_SIGN,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  SPACE,
  ZERO_DIGIT,
} from '../../core/index.ts';
import { ESCAPES, LITERALS } from './json-bytes.ts';
import { expectedText, receivedText, type SyntaxFault } from './json-fault.ts';
import * as state from './json-states.ts';

/** Options of {@link JsonSyntax}. */
export interface JsonSyntaxOptions {
  /** What the end of the text is called in a fault. Default `the end of the line`. */
  readonly end?: string | undefined;
  /** Called for each element of an array that is the whole text: the offset of its first byte and the one behind its last. */
  readonly onElement?: ((start: number, end: number) => void) | undefined;
}

const HEX_DIGITS = 4;

/**
 * Checks JSON (RFC 8259) as its bytes come: finds the first byte that no JSON text could have there.
 *
 * It agrees with `JSON.parse` on what is JSON, gives the same fault whatever the chunks, and never recurses. It does not
 * look at UTF-8: bytes from 0x80 on pass inside of strings. Memory: one byte per open array or object.
 */
export class JsonSyntax {
  readonly #end: string;
  readonly #onElement: JsonSyntaxOptions['onElement'];
  #state: number = state.VALUE;
  /** Bytes pushed before this chunk. */
  #offset = 0;
  /** The opening byte of each open array and object. */
  #open = new Uint8Array(64);
  #depth = 0;
  #maxDepth = 0;
  #isKey = false;
  #hexDigits = 0;
  #literal: Uint8Array = new Uint8Array();
  #literalAt = 0;
  #elementStart = -1;
  #found: { readonly offset: number; readonly expected: string } | undefined;
  #received: number[] = [];
  #fault: SyntaxFault | undefined;

  constructor(options: JsonSyntaxOptions = {}) {
    this.#end = options.end ?? 'the end of the line';
    this.#onElement = options.onElement;
  }

  /** How many arrays and objects are open now. */
  get depth(): number {
    return this.#depth;
  }

  /** The most arrays and objects that were open at once. */
  get maxDepth(): number {
    return this.#maxDepth;
  }

  /** Offset of the fault, known as soon as its first byte was pushed; the fault itself may wait for the rest of a word. */
  get faultOffset(): number | undefined {
    return this.#found?.offset;
  }

  /** Offset of the element of the outermost array that has begun and not ended. */
  get openElement(): number | undefined {
    return this.#elementStart === -1 ? undefined : this.#elementStart;
  }

  /** Takes the next bytes and gives the fault once it is found, from then on always. */
  push(bytes: Uint8Array): SyntaxFault | undefined {
    let at = 0;
    while (at < bytes.length && this.#fault === undefined) at = this.#step(bytes, at);
    this.#offset += bytes.length;
    return this.#fault;
  }

  /** Gives the fault, if there is one now that the text is at its end. */
  finish(): SyntaxFault | undefined {
    if (this.#fault !== undefined) return this.#fault;
    if (this.#found !== undefined) return this.#complete();
    if (state.numberMayEnd(this.#state)) this.#endValue(this.#offset);
    if (this.#state === state.AFTER && this.#depth === 0) return undefined;
    this.#found = { offset: this.#offset, expected: this.#expected() };
    this.#fault = { ...this.#found, received: this.#end };
    return this.#fault;
  }

  #step(bytes: Uint8Array, at: number): number {
    switch (this.#state) {
      case state.STRING:
        return this.#string(bytes, at);
      case state.ESCAPE:
        return this.#escape(bytes[at] as number, at);
      case state.HEX:
        return this.#hex(bytes[at] as number, at);
      case state.LITERAL:
        return this.#literalByte(bytes[at] as number, at);
      case state.FAULT:
        return this.#receive(bytes[at] as number, at);
      default:
        return this.#state >= state.MINUS ? this.#number(bytes, at) : this.#structure(bytes, at);
    }
  }

  #structure(bytes: Uint8Array, from: number): number {
    let at = from;
    while (at < bytes.length && state.isWhiteSpace(bytes[at] as number)) at += 1;
    if (at === bytes.length) return at;
    const byte = bytes[at] as number;
    switch (this.#state) {
      case state.COLON:
        return byte === COLON_SIGN ? this.#to(state.VALUE, at + 1) : this.#fail(at);
      case state.AFTER:
        return this.#after(byte, at);
      case state.KEY:
      case state.FIRST_KEY:
        return this.#key(byte, at);
      default:
        return this.#value(byte, at);
    }
  }

  #value(byte: number, at: number): number {
    if (byte === CLOSE_ARRAY && this.#state === state.FIRST_VALUE) return this.#close(at);
    if (this.#depth === 1 && this.#open[0] === OPEN_ARRAY) this.#elementStart = this.#offset + at;
    if (byte === QUOTE) {
      this.#isKey = false;
      return this.#to(state.STRING, at + 1);
    }
    if (byte === OPEN_OBJECT) return this.#openWith(byte, state.FIRST_KEY, at);
    if (byte === OPEN_ARRAY) return this.#openWith(byte, state.FIRST_VALUE, at);
    if (byte === MINUS_SIGN) return this.#to(state.MINUS, at + 1);
    if (byte === ZERO_DIGIT) return this.#to(state.ZERO, at + 1);
    if (state.isDigit(byte)) return this.#to(state.INTEGER, at + 1);
    return this.#beginLiteral(byte, at);
  }

  #key(byte: number, at: number): number {
    if (byte === CLOSE_OBJECT && this.#state === state.FIRST_KEY) return this.#close(at);
    if (byte !== QUOTE) return this.#fail(at);
    this.#isKey = true;
    return this.#to(state.STRING, at + 1);
  }

  #after(byte: number, at: number): number {
    const inside = this.#inside();
    if (byte === COMMA && inside !== 0)
      return this.#to(inside === OPEN_ARRAY ? state.VALUE : state.KEY, at + 1);
    const closes =
      (byte === CLOSE_ARRAY && inside === OPEN_ARRAY) ||
      (byte === CLOSE_OBJECT && inside === OPEN_OBJECT);
    return closes ? this.#close(at) : this.#fail(at);
  }

  #openWith(byte: number, next: number, at: number): number {
    if (this.#depth === this.#open.length) {
      const larger = new Uint8Array(this.#open.length * 2);
      larger.set(this.#open);
      this.#open = larger;
    }
    this.#open[this.#depth] = byte;
    this.#depth += 1;
    if (this.#depth > this.#maxDepth) this.#maxDepth = this.#depth;
    return this.#to(next, at + 1);
  }

  #close(at: number): number {
    this.#depth -= 1;
    this.#endValue(this.#offset + at + 1);
    return at + 1;
  }

  #endValue(end: number): void {
    this.#state = state.AFTER;
    if (this.#depth !== 1 || this.#elementStart === -1) return;
    this.#onElement?.(this.#elementStart, end);
    this.#elementStart = -1;
  }

  #string(bytes: Uint8Array, from: number): number {
    for (let at = from; at < bytes.length; at += 1) {
      const byte = bytes[at] as number;
      if (byte === QUOTE) return this.#endString(at);
      if (byte === BACKSLASH) return this.#to(state.ESCAPE, at + 1);
      if (byte < SPACE) return this.#fail(at, 'a closing double quote or an escape such as \\n');
    }
    return bytes.length;
  }

  #endString(at: number): number {
    if (this.#isKey) this.#state = state.COLON;
    else this.#endValue(this.#offset + at + 1);
    return at + 1;
  }

  #escape(byte: number, at: number): number {
    if (byte === LOWER_U) {
      this.#hexDigits = 0;
      return this.#to(state.HEX, at + 1);
    }
    return ESCAPES.has(byte) ? this.#to(state.STRING, at + 1) : this.#fail(at);
  }

  #hex(byte: number, at: number): number {
    if (!state.isHexDigit(byte)) return this.#fail(at);
    this.#hexDigits += 1;
    return this.#to(this.#hexDigits === HEX_DIGITS ? state.STRING : state.HEX, at + 1);
  }

  #number(bytes: Uint8Array, from: number): number {
    let at = from;
    while (at < bytes.length) {
      const next = state.nextOfNumber(this.#state, bytes[at] as number);
      if (next === undefined) return this.#endNumber(bytes[at] as number, at);
      this.#state = next;
      at += 1;
    }
    return at;
  }

  #endNumber(byte: number, at: number): number {
    if (!state.numberMayEnd(this.#state)) return this.#fail(at);
    if (this.#state === state.ZERO && state.isDigit(byte))
      return this.#fail(at, 'a number without leading zeros');
    this.#endValue(this.#offset + at);
    return at;
  }

  #beginLiteral(byte: number, at: number): number {
    const literal = LITERALS.get(byte);
    if (literal === undefined) return this.#fail(at);
    this.#literal = literal;
    this.#literalAt = 1;
    return this.#to(state.LITERAL, at + 1);
  }

  #literalByte(byte: number, at: number): number {
    if (byte !== this.#literal[this.#literalAt]) return this.#failLiteral(at);
    this.#literalAt += 1;
    if (this.#literalAt === this.#literal.length) this.#endValue(this.#offset + at + 1);
    return at + 1;
  }

  /** A word that only begins like a literal is named whole, from its first letter on. */
  #failLiteral(at: number): number {
    this.#received = [...this.#literal.subarray(0, this.#literalAt)];
    return this.#fail(at - this.#literalAt);
  }

  #to(next: number, at: number): number {
    this.#state = next;
    return at;
  }

  #fail(at: number, expected: string = this.#expected()): number {
    this.#found = { offset: this.#offset + at, expected };
    this.#state = state.FAULT;
    return at + this.#received.length;
  }

  #receive(byte: number, at: number): number {
    if (!state.belongsToWord(this.#received, byte)) {
      this.#complete();
      return at;
    }
    this.#received.push(byte);
    return at + 1;
  }

  #complete(): SyntaxFault | undefined {
    if (this.#found === undefined) return undefined;
    this.#fault = { ...this.#found, received: receivedText(this.#received) };
    return this.#fault;
  }

  #inside(): number {
    return this.#depth === 0 ? 0 : (this.#open[this.#depth - 1] as number);
  }

  #expected(): string {
    const literal = String.fromCharCode(...this.#literal);
    return expectedText(this.#state, {
      isInArray: this.#inside() === OPEN_ARRAY,
      depth: this.#depth,
      literal,
      end: this.#end,
    });
  }
}

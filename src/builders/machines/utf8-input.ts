import { isUtf8 } from 'node:buffer';
import { BYTE_ORDER_MARK, FIRST_CONTINUATION, FIRST_LEAD } from '../../core/index.ts';
import { firstNonUtf8 } from '../../engine/index.ts';

/** A byte that no UTF-8 text has there. */
export interface Utf8Fault {
  /** 0-based offset in the source. */
  readonly offset: number;
  readonly byte: number;
}

const NOTHING: Uint8Array = new Uint8Array();

/**
 * Lets whole UTF-8 characters through, without the byte order mark, and stops at the first byte that is no UTF-8.
 *
 * Memory: at most three bytes are held back, of a character whose end is to come.
 */
export class Utf8Input {
  #held: Uint8Array = NOTHING;
  /** Bytes given out or skipped so far. */
  #offset: number;
  #isStart: boolean;
  #fault: Utf8Fault | undefined;

  /** @param offset Of the first byte in the source, which only at 0 may begin a byte order mark. */
  constructor(offset: number = 0) {
    this.#offset = offset;
    this.#isStart = offset === 0;
  }

  /** The first byte that is no UTF-8, once it was met. */
  get fault(): Utf8Fault | undefined {
    return this.#fault;
  }

  /** Whether a character waits for its end. */
  get isCut(): boolean {
    return this.#held.length > 0;
  }

  /** 0-based offset in the source of the byte behind those that were given last. */
  get offset(): number {
    return this.#offset;
  }

  /** Takes bytes and gives those that can be read as text now. */
  take(bytes: Uint8Array): Uint8Array {
    if (this.#fault !== undefined) return NOTHING;
    const all = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    const whole = wholeCharacters(all);
    this.#held = all.subarray(whole);
    const text = this.#withoutMark(all.subarray(0, whole));
    if (isUtf8(text)) {
      this.#offset += text.length;
      return text;
    }
    return this.#upToFault(text);
  }

  /** Says that there are no more bytes: a character without its end is a fault. */
  finish(): void {
    const byte = this.#held[0];
    if (this.#fault === undefined && byte !== undefined)
      this.#fault = { offset: this.#offset, byte };
  }

  #withoutMark(text: Uint8Array): Uint8Array {
    if (!this.#isStart || text.length === 0) return text;
    this.#isStart = false;
    if (!BYTE_ORDER_MARK.every((byte, index) => text[index] === byte)) return text;
    this.#offset += BYTE_ORDER_MARK.length;
    return text.subarray(BYTE_ORDER_MARK.length);
  }

  #upToFault(text: Uint8Array): Uint8Array {
    const at = firstNonUtf8(text);
    this.#offset += at;
    this.#fault = { offset: this.#offset, byte: text[at] as number };
    return text.subarray(0, at);
  }
}

const isContinuation = (byte: number | undefined) =>
  byte !== undefined && byte >= FIRST_CONTINUATION && byte < FIRST_LEAD;

/** Length of the character that a byte begins; 1 where it begins none. */
function characterLength(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

/** Tells how many bytes there are without a last character whose end may still come. */
function wholeCharacters(bytes: Uint8Array): number {
  let lead = bytes.length - 1;
  while (lead > bytes.length - 4 && isContinuation(bytes[lead])) lead -= 1;
  if (lead < 0) return bytes.length;
  return lead + characterLength(bytes[lead] as number) > bytes.length ? lead : bytes.length;
}

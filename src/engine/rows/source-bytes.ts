import { isUtf8 } from 'node:buffer';
import { FIRST_CONTINUATION, FIRST_LEAD } from '../../core/index.ts';
import { firstNonUtf8 } from '../json/first-non-utf8.ts';

/** Bytes of a source in the memory of a module, from the next row on, checked to be UTF-8. All places are addresses. */
export class SourceBytes {
  /** Where they are kept. */
  readonly #at: number;
  #start: number;
  #filled: number;
  /** Up to here they are UTF-8, but for a character that is cut. */
  #checked: number;
  #isBad = false;
  #isEnded = false;
  /** Bytes in which no end of a row was found; it is looked for again when there are twice as many. */
  #scanned = 0;

  constructor(at: number) {
    this.#at = at;
    this.#start = at;
    this.#filled = at;
    this.#checked = at;
  }

  /** Where the next row begins. */
  get start(): number {
    return this.#start;
  }

  /** Behind the last byte. */
  get end(): number {
    return this.#filled;
  }

  /** Behind the last byte that can be read as text. */
  get readable(): number {
    return this.#isBad ? this.#checked : this.#filled;
  }

  /** Bytes that are there. */
  get length(): number {
    return this.#filled - this.#start;
  }

  /** Whether there will be no more that can be read. */
  get isOver(): boolean {
    return this.#isEnded || this.#isBad;
  }

  /** Whether they came to an end, and all of them can be read. */
  get isEnded(): boolean {
    return this.#isEnded && !this.#isBad;
  }

  /** Makes the next row begin where they are kept, for whoever puts bytes behind it. Gives how far they were moved. */
  moveToFront(memory: Buffer): number {
    const distance = this.#start - this.#at;
    if (distance === 0) return 0;
    memory.copyWithin(this.#at, this.#start, this.#filled);
    this.#start -= distance;
    this.#filled -= distance;
    this.#checked -= distance;
    return distance;
  }

  /** Takes bytes; there has to be room for them. */
  push(memory: Buffer, bytes: Uint8Array): void {
    memory.set(bytes, this.#filled);
    this.#filled += bytes.length;
    this.#check(memory, characterStart(memory, this.#checked, this.#filled));
  }

  /** Says that there are no more. */
  finish(memory: Buffer): void {
    this.#check(memory, this.#filled);
    this.#isEnded = true;
  }

  /** The next row begins further on. */
  goTo(address: number): void {
    if (address !== this.#start) this.#scanned = 0;
    this.#start = address;
  }

  /** Says that no end of a row is there. */
  noteScanned(): void {
    this.#scanned = this.readable - this.#start;
  }

  /** Whether a row may end in what there is; so a long row is scanned twice, however many the pushes are. */
  isWorthScanning(mostRowBytes: number): boolean {
    const bytes = this.readable - this.#start;
    return this.isOver || (bytes > 0 && (bytes >= 2 * this.#scanned || bytes > mostRowBytes));
  }

  /** Checks bytes that were not checked yet; those behind the first that is not UTF-8 are never read. */
  #check(memory: Buffer, end: number): void {
    if (this.#isBad) return;
    const fresh = memory.subarray(this.#checked, end);
    this.#isBad = !isUtf8(fresh);
    this.#checked = this.#isBad ? this.#checked + firstNonUtf8(fresh) : end;
  }
}

/** Where the last character begins, if it may be cut: only what is before it is known to be whole. */
export function characterStart(bytes: Uint8Array, from: number, to: number): number {
  for (let at = to - 1; at >= from && at > to - 4; at -= 1) {
    const byte = bytes[at] as number;
    if (byte < FIRST_CONTINUATION) return to;
    if (byte >= FIRST_LEAD) return at;
  }
  return to;
}

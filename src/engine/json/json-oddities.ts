import {
  CARRIAGE_RETURN,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COMMA,
  EIGHT_DIGIT,
  LOWER_D,
  LOWER_E,
  LOWER_U,
  MINUS_SIGN,
  OPEN_ARRAY,
  OPEN_OBJECT,
  type PathStep,
  QUOTE,
  ZERO_DIGIT,
} from '../../core/index.ts';
import { NUMBER_SIGNS } from './json-bytes.ts';
import { changedNumber } from './json-number.ts';
import { CASE_BIT, isDigit } from './json-states.ts';

/** What a valid JSON text may hold that not every reader takes as it is meant. */
export type OddityKind =
  | 'duplicate-key'
  | 'lone-surrogate'
  | 'nul-escape'
  | 'changed-number'
  /** U+2028 or U+2029, raw in a string. */
  | 'line-separator'
  /** As white space between two values. */
  | 'carriage-return';

/** Something odd; its offsets are 0-based and count UTF-16 units of the text, the end is behind the last. */
export interface Oddity {
  readonly kind: OddityKind;
  readonly start: number;
  readonly end: number;
  /** Where the key of a `duplicate-key` stood first; its quote included, as in `start`. */
  readonly first?: number | undefined;
}

/** An array or object whose end is still to come. */
interface Open {
  readonly isObject: boolean;
  /** Where each key stands; made when the first one comes. */
  keys: Map<string, number> | undefined;
  /** The key that was read last, quotes included. */
  keyStart: number;
  keyEnd: number;
  /** Of the element of an array. */
  index: number;
}

/** Numbers of up to so many characters and without an exponent are the same in a double. */
const LONGEST_SAFE_NUMBER = 15;
const ESCAPED = /\\(?:u([0-9a-fA-F]{4})|.)/gs;
const SEPARATORS = /[\u2028\u2029]/g;
const FIRST_HIGH = 0xd800;
const FIRST_LOW = 0xdc00;
const LAST_LOW = 0xdfff;

/**
 * Looks through valid JSON for what JSON allows and readers disagree on.
 *
 * Native searches skip the text of strings, so that it costs a fraction of `JSON.parse`. It never recurses.
 * Memory: the keys of all objects that are open at once.
 */
export class JsonOddities {
  readonly #found: (oddity: Oddity) => void;
  #text = '';
  #open: Open[] = [];
  #maxDepth = 0;
  /** Whether the next string is a key. */
  #isKey = false;
  /** Next backslash at or behind the place that is looked at; the length of the text where none is. */
  #escape = 0;
  #hasSeparators = false;

  /** @param found Called for each oddity, in the order of their ends; {@link path} is that of the oddity then. */
  constructor(found: (oddity: Oddity) => void) {
    this.#found = found;
  }

  /**
   * Goes through one text.
   *
   * @param text What `JSON.parse` takes.
   * @returns The most arrays and objects that are open at once.
   */
  scan(text: string): number {
    this.#text = text;
    this.#open = [];
    this.#maxDepth = 0;
    this.#isKey = false;
    this.#escape = this.#find('\\', 0);
    this.#hasSeparators = text.includes('\u2028') || text.includes('\u2029');
    let at = 0;
    while (at < text.length) at = this.#step(at);
    return this.#maxDepth;
  }

  /** How many arrays and objects are open where the oddity stands that is being told. */
  get depth(): number {
    return this.#open.length;
  }

  /** Where the oddity stands that is being told: keys and indexes from the whole value on. */
  get path(): readonly PathStep[] {
    return this.#open.flatMap(({ isObject, keyStart, keyEnd, index }): PathStep[] => {
      if (!isObject) return [index];
      return keyEnd === 0 ? [] : [JSON.parse(this.#text.slice(keyStart, keyEnd)) as string];
    });
  }

  #step(at: number): number {
    const unit = this.#text.charCodeAt(at);
    switch (unit) {
      case QUOTE:
        return this.#string(at);
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        this.#openWith(unit === OPEN_OBJECT);
        return at + 1;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        this.#open.pop();
        this.#isKey = false;
        return at + 1;
      case COMMA:
        this.#next();
        return at + 1;
      case CARRIAGE_RETURN:
        this.#carriageReturn(at);
        return at + 1;
      default:
        return isDigit(unit) || unit === MINUS_SIGN ? this.#number(at) : at + 1;
    }
  }

  #openWith(isObject: boolean): void {
    this.#open.push({ isObject, keys: undefined, keyStart: 0, keyEnd: 0, index: 0 });
    if (this.#open.length > this.#maxDepth) this.#maxDepth = this.#open.length;
    this.#isKey = isObject;
  }

  #next(): void {
    const open = this.#open.at(-1);
    if (open === undefined) return;
    this.#isKey = open.isObject;
    open.index += 1;
  }

  /** At the end of the text it belongs to the end of the line. */
  #carriageReturn(at: number): void {
    const end = at + 1;
    if (end < this.#text.length) this.#found({ kind: 'carriage-return', start: at, end });
  }

  #number(start: number): number {
    let end = start + 1;
    let hasExponent = false;
    for (; end < this.#text.length; end += 1) {
      const unit = this.#text.charCodeAt(end);
      const isExponent = (unit | CASE_BIT) === LOWER_E;
      if (!isDigit(unit) && !isExponent && !NUMBER_SIGNS.has(unit)) break;
      hasExponent ||= isExponent;
    }
    if (!hasExponent && end - start <= LONGEST_SAFE_NUMBER) return end;
    if (changedNumber(this.#text.slice(start, end)) !== undefined)
      this.#found({ kind: 'changed-number', start, end });
    return end;
  }

  #string(start: number): number {
    const { end, hasEscapes, isSuspect } = this.#endOfString(start + 1);
    const open = this.#open.at(-1);
    if (this.#isKey && open !== undefined) this.#key(open, { start, end, hasEscapes });
    this.#isKey = false;
    if (isSuspect) this.#lookAtEscapes(start, end);
    if (this.#hasSeparators) this.#lookForSeparators(start, end);
    return end;
  }

  #endOfString(from: number): { end: number; hasEscapes: boolean; isSuspect: boolean } {
    let quote = this.#find('"', from);
    let hasEscapes = false;
    let isSuspect = false;
    while (this.#escape < quote) {
      const at = this.#escape;
      hasEscapes = true;
      isSuspect ||= this.#mayBeOdd(at);
      if (quote === at + 1) quote = this.#find('"', at + 2);
      this.#escape = this.#find('\\', at + 2);
    }
    return { end: Math.min(quote + 1, this.#text.length), hasEscapes, isSuspect };
  }

  /** Whether the escape at a backslash may be a surrogate or a NUL. */
  #mayBeOdd(at: number): boolean {
    if (this.#text.charCodeAt(at + 1) !== LOWER_U) return false;
    const first = this.#text.charCodeAt(at + 2);
    if (first === ZERO_DIGIT) return this.#text.startsWith('0000', at + 2);
    const isD = (first | CASE_BIT) === LOWER_D;
    return isD && this.#text.charCodeAt(at + 3) >= EIGHT_DIGIT;
  }

  #lookAtEscapes(start: number, end: number): void {
    const escapes = this.#text.slice(start, end).matchAll(ESCAPED);
    let high: Oddity | undefined;
    for (const { 0: text, 1: hex = '', index } of escapes) {
      const at = start + index;
      const unit = hex === '' ? -1 : Number.parseInt(hex, 16);
      const isLow = unit >= FIRST_LOW && unit <= LAST_LOW;
      const isPair = isLow && high?.end === at;
      if (high !== undefined && !isPair) this.#found(high);
      high = undefined;
      const span = { start: at, end: at + text.length };
      if (unit === 0) this.#found({ kind: 'nul-escape', ...span });
      else if (isLow && !isPair) this.#found({ kind: 'lone-surrogate', ...span });
      else if (unit >= FIRST_HIGH && unit < FIRST_LOW) high = { kind: 'lone-surrogate', ...span };
    }
    if (high !== undefined) this.#found(high);
  }

  #lookForSeparators(start: number, end: number): void {
    for (const { index } of this.#text.slice(start, end).matchAll(SEPARATORS)) {
      this.#found({ kind: 'line-separator', start: start + index, end: start + index + 1 });
    }
  }

  #key(open: Open, key: { start: number; end: number; hasEscapes: boolean }): void {
    const { start, end, hasEscapes } = key;
    open.keyStart = start;
    open.keyEnd = end;
    const text = this.#text.slice(start + 1, end - 1);
    const name: string = hasEscapes ? JSON.parse(`"${text}"`) : text;
    open.keys ??= new Map();
    const first = open.keys.get(name);
    if (first === undefined) open.keys.set(name, start);
    else this.#found({ kind: 'duplicate-key', start, end, first });
  }

  #find(what: string, from: number): number {
    const at = this.#text.indexOf(what, from);
    return at === -1 ? this.#text.length : at;
  }
}

import type { Token } from 'stream-json/core/parser.js';

/**
 * Puts the tokens of an array or an object together as JSON text, element by element or member by member.
 *
 * Numbers keep their digits; strings are escaped anew, which changes at most which characters are escaped.
 */
export class TokenText {
  readonly #onElement: (text: string, key: string) => void;
  /** Key of the member, where the outermost value is an object. */
  #member = '';
  #depth = 0;
  #text = '';
  #needsComma = false;

  /** @param onElement Gets the text of each element, and of a member its key. */
  constructor(onElement: (text: string, key: string) => void) {
    this.#onElement = onElement;
  }

  /** Whether the array or object has begun and not ended. */
  get isOpen(): boolean {
    return this.#depth > 0;
  }

  /** UTF-16 units of the element so far. */
  get length(): number {
    return this.#text.length;
  }

  add(token: Token): void {
    switch (token.name) {
      case 'startArray':
        return this.#open('[');
      case 'startObject':
        return this.#open('{');
      case 'endArray':
        return this.#close(']');
      case 'endObject':
        return this.#close('}');
      case 'keyValue':
        return this.#key(token.value);
      case 'stringValue':
        return this.#value(JSON.stringify(token.value));
      case 'numberValue':
        return this.#value(token.value);
      case 'nullValue':
      case 'trueValue':
      case 'falseValue':
        return this.#value(String(token.value));
      default:
        return undefined; // what streams keys and values piece by piece is switched off
    }
  }

  #open(bracket: string): void {
    if (this.#depth > 0) this.#append(bracket);
    this.#depth += 1;
    this.#needsComma = false;
  }

  #close(bracket: string): void {
    this.#depth -= 1;
    if (this.#depth === 0) return;
    this.#text += bracket;
    this.#endValue();
  }

  #key(key: string): void {
    if (this.#depth === 1) {
      this.#member = key;
      return;
    }
    this.#append(`${JSON.stringify(key)}:`);
    this.#needsComma = false;
  }

  #value(text: string): void {
    this.#append(text);
    this.#endValue();
  }

  #append(text: string): void {
    this.#text += this.#needsComma ? `,${text}` : text;
  }

  #endValue(): void {
    this.#needsComma = this.#depth > 1;
    if (this.#depth !== 1) return;
    this.#onElement(this.#text, this.#member);
    this.#text = '';
  }
}

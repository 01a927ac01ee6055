/** Characters of texts, by how many of them tokenizers put into a token. */
export interface TextSize {
  /** Letters of the Latin script, and spaces. */
  readonly words: number;
  /** Digits, punctuation, other signs of ASCII, and letters behind a digit, as in hexadecimal numbers. */
  readonly signs: number;
  /** Of other alphabets: Greek, Cyrillic, Arabic, Indic. */
  readonly alphabets: number;
  /** Chinese, Japanese, Korean, and what is beyond the first plane, such as emoji, in UTF-16 units. */
  readonly wide: number;
}

/** Adds up the characters of texts. */
export class TextCounter {
  #words = 0;
  #signs = 0;
  #alphabets = 0;
  #wide = 0;

  add(text: string): void {
    let isBehindDigit = false;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code < 0x80) {
        if (isLetter(code) && !isBehindDigit) this.#words += 1;
        else this.#signs += 1;
        isBehindDigit = code >= 0x30 && code <= 0x39;
      } else if (code < 0x250) this.#words += 1;
      else if (code < 0x2000) this.#alphabets += 1;
      else this.#wide += 1;
    }
  }

  get size(): TextSize {
    return {
      words: this.#words,
      signs: this.#signs,
      alphabets: this.#alphabets,
      wide: this.#wide,
    };
  }
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || code === 0x20;
}

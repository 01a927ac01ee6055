// @ts-check
/** @typedef {import('./random.mjs').Random} Random */

const WORDS =
  'the of to and batch record answer model question please summarise classify customer order number parcel light window river history quietly between another because example'.split(
    ' ',
  );
const FOREIGN = ['naïve', 'Übergrößenträger', '東京で', 'привет', 'données', '🙂', 'ação'];
const BREAKS = ['\n', '\n\n', '\t', '"', '"', '\\'];

/** Characters between two that JSON has to escape. */
const PLAIN_CHARACTERS = 50;
/** One sentence in twenty holds raw multi-byte text, one `\uXXXX` escapes. */
const FOREIGN_SHARE = 0.05;
const POOL_SENTENCES = 4096;

/**
 * Makes a sentence of about 50 characters that ends in a character JSON has to escape.
 *
 * @param {Random} random
 * @returns {string}
 */
function sentence(random) {
  const words = [];
  for (let length = 0; length < PLAIN_CHARACTERS; length += (words.at(-1)?.length ?? 0) + 1) {
    words.push(random.pick(WORDS));
  }
  if (random.next() < FOREIGN_SHARE) words.push(random.pick(FOREIGN));
  return `${words.join(' ')}${random.pick(BREAKS)}`;
}

/** @param {string} text @returns {string} The text as JSON inside of quotes, all ASCII: `\uXXXX` for the rest. */
function asciiJson(text) {
  return JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Sentences that texts are put together from: as text, and as JSON writes them inside of quotes. */
export class Texts {
  #random;
  #sentences;
  #json;

  /** @param {Random} random */
  constructor(random) {
    this.#random = random;
    this.#sentences = Array.from({ length: POOL_SENTENCES }, () => sentence(random));
    this.#json = this.#sentences.map((text) =>
      random.next() < FOREIGN_SHARE
        ? `${asciiJson(`${random.pick(FOREIGN)} ${text}`)}`
        : JSON.stringify(text).slice(1, -1),
    );
  }

  /** @param {number} sentences @returns {string} */
  text(sentences) {
    return this.#join(this.#sentences, sentences);
  }

  /** @param {number} sentences @returns {string} A text as it stands inside of a JSON string. */
  json(sentences) {
    return this.#join(this.#json, sentences);
  }

  /** @param {readonly string[]} pool @param {number} count */
  #join(pool, count) {
    let joined = '';
    for (let index = 0; index < count; index += 1) joined += this.#random.pick(pool);
    return joined;
  }
}

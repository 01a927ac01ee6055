// @ts-check
import { Texts } from './texts.mjs';

/** @typedef {import('./random.mjs').Random} Random */

/**
 * One kind of corpus: what stands at its beginning and end, and its elements in between.
 *
 * @typedef {object} Kind
 * @property {string} ending Of the file's name.
 * @property {string} title What one element is.
 * @property {(random: Random) => (number: number) => string} elements Makes a function from a 1-based number to an element.
 * @property {string} [head] Before the first element.
 * @property {string} [separator] Between two elements. Default: nothing.
 * @property {string} [tail] After the last element.
 */

const IMAGE_CHARACTERS = 1_000_000;
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PNG = 'iVBORw0KGgo';

/** @param {number} number @returns {string} */
function id(number) {
  return `REC-${String(number).padStart(9, '0')}`;
}

/** @param {number} number @param {string} members @returns {string} */
function claudeLine(number, members) {
  return `{"recordId":"${id(number)}","modelInput":{"anthropic_version":"bedrock-2023-05-31",${members}}}\n`;
}

/** @param {number} number @returns {string} */
function shortId(number) {
  return `r${String(number).padStart(8, '0')}`;
}

const TOOLS = JSON.stringify(
  ['order', 'parcel', 'customer'].map((name) => ({
    name: `find_${name}`,
    description: `Finds a ${name} by its number`,
    input_schema: { type: 'object', properties: { number: { type: 'string' } } },
  })),
);

/** @param {Random} random @param {number} maxTokens @param {() => string} [more] @returns {(number: number) => string} */
function chatLines(random, maxTokens, more = () => '') {
  const texts = new Texts(random);
  return (number) => {
    const turns = [21, 19, 20].map((sentences, turn) => {
      const role = turn % 2 === 0 ? 'user' : 'assistant';
      return `{"role":"${role}","content":[{"type":"text","text":"${texts.json(sentences)}"}]}`;
    });
    const system = texts.json(8);
    return claudeLine(
      number,
      `"max_tokens":${maxTokens},"temperature":0.5,"system":"${system}",${more()}"messages":[${turns.join(',')}]`,
    );
  };
}

/** @param {Random} random @returns {string} One to five tools that no other record has. */
function otherTools(random) {
  const names = ['order', 'parcel', 'customer', 'bill', 'shop'].slice(0, 1 + random.below(5));
  return JSON.stringify(
    names.map((name) => ({
      name: `find_${name}_${random.below(1000)}`,
      description: `Finds one by its number ${random.below(1e6)}`,
      input_schema: { type: 'object', properties: { [`number${random.below(9)}`]: {} } },
    })),
  );
}

/** @param {string} text @returns {string} */
function csvField(text) {
  return `"${text.replaceAll('"', '""')}"`;
}

/** @param {Random} random @returns {(number: number) => string} */
function jsonRows(random) {
  const texts = new Texts(random);
  return (number) =>
    `{"id":"${id(number)}","title":"${texts.json(1)}","score":${random.below(100)},"text":"${texts.json(48)}"}`;
}

/** Columns of a wide table that no template names. */
const OTHER_COLUMNS = Array.from({ length: 57 }, (_, index) => `column_${index + 1}`);

/** @param {Random} random @returns {(characters: number) => string} Makes text of letters and spaces. */
function plainWords(random) {
  const pool = Array.from({ length: 1 << 16 }, () => random.pick([...'etaoin shrdlu ']));
  const text = pool.join('');
  return (characters) => {
    const start = random.below(text.length - characters);
    return text.slice(start, start + characters);
  };
}

/** @type {Readonly<Record<string, Kind>>} */
export const KINDS = {
  chat: {
    ending: 'jsonl',
    title: 'Claude messages of about 4.1 KB, an escape every 50 characters',
    elements: (random) => chatLines(random, 1024),
  },
  wrong: {
    ending: 'jsonl',
    title: 'the same, each with too few max_tokens: 0',
    elements: (random) => chatLines(random, 0),
  },
  tools: {
    ending: 'jsonl',
    title: 'the same, each with the same three tools, of which there is a warning',
    elements: (random) => chatLines(random, 1024, () => `"tools":${TOOLS},`),
  },
  othertools: {
    ending: 'jsonl',
    title: 'the same, each with other tools',
    elements: (random) => chatLines(random, 1024, () => `"tools":${otherTools(random)},`),
  },
  objects: {
    ending: 'jsonl',
    title: 'Nova messages of about 1.9 KB, each with another image in S3',
    elements(random) {
      const texts = new Texts(random);
      return (number) => {
        const uri = `s3://bucket/images/image-${number}.png`;
        const image = `{"image":{"format":"png","source":{"s3Location":{"uri":"${uri}"}}}}`;
        const content = `[${image},{"text":"${texts.json(21)}"}]`;
        const system = `[{"text":"${texts.json(8)}"}]`;
        return `{"recordId":"${id(number)}","modelInput":{"system":${system},"messages":[{"role":"user","content":${content}}],"inferenceConfig":{"maxTokens":1024}}}\n`;
      };
    },
  },
  ids: {
    ending: 'jsonl',
    title: 'texts to embed of one letter: 56 bytes, most of them the id',
    elements: () => (number) =>
      `{"recordId":"${shortId(number)}","modelInput":{"inputText":"a"}}\n`,
  },
  bare: {
    ending: 'jsonl',
    title: 'records without a model input: 25 bytes',
    elements: () => (number) => `{"recordId":"${shortId(number)}"}\n`,
  },
  tiny: {
    ending: 'jsonl',
    title: 'Claude messages of about 150 bytes',
    elements(random) {
      return (number) => {
        const content = random.below(1e6);
        return claudeLine(
          number,
          `"max_tokens":9,"messages":[{"role":"user","content":"Spam? ${content}"}]`,
        );
      };
    },
  },
  img: {
    ending: 'jsonl',
    title: 'Claude messages with an image of 1 MB in base64',
    elements(random) {
      const letters = Array.from({ length: 2 * IMAGE_CHARACTERS }, () => random.pick([...BASE64]));
      const pool = letters.join('');
      return (number) => {
        const start = random.below(IMAGE_CHARACTERS);
        const data = PNG + pool.slice(start, start + IMAGE_CHARACTERS - PNG.length);
        const image = `{"type":"image","source":{"type":"base64","media_type":"image/png","data":"${data}"}}`;
        const text = '{"type":"text","text":"What is this?"}';
        return claudeLine(
          number,
          `"max_tokens":64,"messages":[{"role":"user","content":[${image},${text}]}]`,
        );
      };
    },
  },
  csv: {
    ending: 'csv',
    title: 'rows of about 3 KB with quoted text of many lines',
    head: 'id,title,text\n',
    elements(random) {
      const texts = new Texts(random);
      return (number) => `${id(number)},${csvField(texts.text(1))},${csvField(texts.text(48))}\n`;
    },
  },
  short: {
    ending: 'csv',
    title: 'rows of about 100 bytes without quotes',
    head: 'id,title,text\n',
    elements(random) {
      const words = plainWords(random);
      return (number) => `${id(number)},${words(15)},${words(70)}\n`;
    },
  },
  wide: {
    ending: 'csv',
    title: 'rows of 60 columns and about 1.3 KB, of which a template names three',
    head: `id,title,text,${OTHER_COLUMNS.join(',')}\n`,
    elements(random) {
      const words = plainWords(random);
      return (number) => {
        const others = OTHER_COLUMNS.map(() => words(12));
        return `${id(number)},${words(30)},${words(300)},${others.join(',')}\n`;
      };
    },
  },
  rows: {
    ending: 'jsonl',
    title: 'rows of JSON of about 3 KB, one a line',
    elements(random) {
      const row = jsonRows(random);
      return (number) => `${row(number)}\n`;
    },
  },
  array: {
    ending: 'json',
    title: 'one JSON array of objects of about 3 KB',
    head: '[\n',
    separator: ',\n',
    tail: '\n]\n',
    elements: jsonRows,
  },
};

// @ts-check
import { Random } from '../../corpora/random.mjs';
import { Texts } from '../../corpora/texts.mjs';
import { MAX_TOKENS, PROMPT } from '../../subject.mjs';

/** @typedef {{ title: string, text: string }} Row */

const SEED = 20_261_129;
const POOL = 256;
const [BEFORE = '', BETWEEN = '', AFTER = ''] = PROMPT.split(/\{\{\w+\}\}/);

/** @param {number} count @yields {Row} Objects of about 3 KB; making them takes next to nothing. */
export function* objects(count) {
  const texts = new Texts(new Random(SEED));
  const pool = Array.from({ length: POOL }, () => ({ title: texts.text(1), text: texts.text(48) }));
  for (let index = 0; index < count; index += 1) {
    const { title = '', text = '' } = pool[index % POOL] ?? {};
    yield { title: `${index} ${title}`, text };
  }
}

/** @param {Row} row @returns {{ modelInput: object }} What a map function of a user gives. */
export function recordOf({ title, text }) {
  const content = `${BEFORE}${title}${BETWEEN}${text}${AFTER}`;
  return {
    modelInput: {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: MAX_TOKENS,
      messages: [{ role: 'user', content: [{ type: 'text', text: content }] }],
    },
  };
}

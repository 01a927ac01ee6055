// @ts-check
import { MAX_TOKENS, PROMPT } from '../subject.mjs';

/**
 * A row of the csv and array corpora.
 *
 * @typedef {{ id: string, title: string, text: string }} Row
 */

const [BEFORE = '', BETWEEN = '', AFTER = ''] = PROMPT.split(/\{\{\w+\}\}/);

/** @param {Row} row @returns {string} The line that a build makes of it. */
export function recordLine({ id, title, text }) {
  const content = `${BEFORE}${title}${BETWEEN}${text}${AFTER}`;
  const record = {
    recordId: id,
    modelInput: {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: MAX_TOKENS,
      messages: [{ role: 'user', content: [{ type: 'text', text: content }] }],
    },
  };
  return `${JSON.stringify(record)}\n`;
}

// @ts-check
const FAULTS = [
  { pattern: /\b(?:please|illegal)\b/i, why: 'neither asks nor accuses' },
  { pattern: /\w(?:n't|'re|'ll|'ve)\b/, why: 'has no contractions' },
  { pattern: /!(?:\s|$)/, why: 'does not shout' },
  { pattern: /[a-z)]\.$/, why: 'has no final period' },
];

/** Texts of the diagnostics catalogue: sentence case, no final period, no contractions, nothing shouted. */
export const messageStyle = {
  meta: { type: 'suggestion', docs: { description: 'Messages follow the house style' } },
  /** @param {any} context */
  create(context) {
    /** @param {any} node @param {unknown} text */
    function check(node, text) {
      if (typeof text !== 'string' || !text.includes(' ')) return;
      for (const { pattern, why } of FAULTS) {
        if (pattern.test(text)) context.report({ node, message: `A message ${why}: "${text}"` });
      }
    }
    return {
      Literal: (/** @type {any} */ node) => check(node, node.value),
      TemplateElement: (/** @type {any} */ node) => check(node, node.value.cooked),
    };
  },
};

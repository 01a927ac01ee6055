import { quote } from '../../../core/index.ts';
import type { ModelInputRule } from '../../rules/rule.ts';

/** Optional keys that have a type which null is not of, in Anthropic's own types too, with what they hold. */
const OPTIONAL: Readonly<Record<string, string>> = {
  system: 'a string or an array',
  anthropic_beta: 'an array',
  stop_sequences: 'an array',
  temperature: 'a number',
  top_p: 'a number',
  top_k: 'a number',
  tools: 'an array',
  tool_choice: 'an object',
  thinking: 'an object',
  output_config: 'an object',
};

/**
 * What Bedrock says of null, whose type it checks: `#/temperature: expected type: Number, found: Null` (celi #91) and
 * `#/anthropic_beta: expected type: JSONArray, found: Null` (a Go client in a public repository); Anthropic's own API refuses `system` of null.
 */
export const REFUSES_NULL =
  'Bedrock refuses null with status 400, as was seen of "temperature" (x3n0cr4735/celi #91) and of "anthropic_beta"';

/** Keys that are null, which is not as if they were not there. */
export const nullsOfClaude: ModelInputRule = (modelInput) =>
  Object.entries(OPTIONAL)
    .filter(([key]) => Object.hasOwn(modelInput, key) && modelInput[key] === null)
    .map(([key, type]) => {
      const expected = `${type}, or no ${quote(key)} at all (${REFUSES_NULL})`;
      return { code: 'MODEL_INPUT_TYPE', path: [key], expected, received: 'null' };
    });

import { ANTHROPIC_VERSION } from './messages-api.ts';
import type { ClaudeMessages } from './schema.ts';

/** What {@link claude.messages} takes: the model input without its version. */
export type ClaudeMessagesBody = Omit<ClaudeMessages, 'anthropic_version'>;

/** Builds model inputs of Claude. */
export interface ClaudeBuilder {
  /**
   * Makes a model input of Claude: `anthropic_version`, then the members given.
   *
   * The types are checked when the script compiles; what they cannot say is checked when the dataset is built.
   *
   * @param body Members of the Messages API; without `model` and `stream`.
   * @returns The `modelInput` of a record.
   *
   * @example Ask one question
   * ```ts
   * import { claude } from 'bedrock-batch';
   *
   * const modelInput = claude.messages({
   *   max_tokens: 256,
   *   messages: [{ role: 'user', content: 'Classify: "You won a prize"' }],
   * });
   * console.assert(modelInput.anthropic_version === 'bedrock-2023-05-31');
   * ```
   */
  readonly messages: (body: ClaudeMessagesBody) => ClaudeMessages;
}

/**
 * Builds model inputs of Claude.
 *
 * @example A system prompt and an image
 * ```ts
 * import { claude } from 'bedrock-batch';
 *
 * const modelInput = claude.messages({
 *   max_tokens: 1024,
 *   system: 'Answer with one word.',
 *   messages: [
 *     {
 *       role: 'user',
 *       content: [
 *         { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' } },
 *         { type: 'text', text: 'What is this?' },
 *       ],
 *     },
 *   ],
 * });
 * console.assert(modelInput.messages.length === 1);
 * ```
 */
export const claude: ClaudeBuilder = {
  messages: (body) => ({ anthropic_version: ANTHROPIC_VERSION, ...body }),
};

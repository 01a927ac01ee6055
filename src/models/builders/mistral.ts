import { type MistralChatBuilder, mistralChatBuilder } from '../families/mistral-chat/builder.ts';
import {
  type MistralCompletionBuilder,
  mistralCompletionBuilder,
} from '../families/mistral-completion/builder.ts';

/** Builds model inputs of Mistral. */
export interface MistralBuilder extends MistralChatBuilder, MistralCompletionBuilder {}

/**
 * Builds model inputs of Mistral.
 *
 * @example A tool
 * ```ts
 * import { mistral } from 'bedrock-batch';
 *
 * const parameters = { type: 'object', properties: { label: { type: 'string' } } };
 * const modelInput = mistral.chat({
 *   messages: [{ role: 'user', content: 'Classify: "You won a prize"' }],
 *   tools: [{ type: 'function', function: { name: 'classify', parameters } }],
 * });
 * console.assert(modelInput.tools?.length === 1);
 * ```
 */
export const mistral: MistralBuilder = { ...mistralChatBuilder, ...mistralCompletionBuilder };

import type { OpenAIChat } from './schema.ts';

/** Builds model inputs of the models that take OpenAI's chat completions. */
export interface OpenAIBuilder {
  /**
   * Makes a model input for gpt-oss, Qwen, DeepSeek, Kimi, GLM, MiniMax, Gemma, Nemotron or a newer model of Mistral.
   *
   * @param body Members of a chat completion; `model` may be left out, `stream` has no place.
   * @returns The `modelInput` of a record.
   *
   * @example Ask one question
   * ```ts
   * import { openai } from 'bedrock-batch';
   *
   * const modelInput = openai.chat({
   *   messages: [
   *     { role: 'system', content: 'Answer with one word.' },
   *     { role: 'user', content: 'Classify: "You won a prize"' },
   *   ],
   *   max_tokens: 2048,
   * });
   * console.assert(modelInput.messages.length === 2);
   * ```
   */
  readonly chat: (body: OpenAIChat) => OpenAIChat;
}

/**
 * Builds model inputs of the models that take OpenAI's chat completions.
 *
 * @example An answer in JSON
 * ```ts
 * import { openai } from 'bedrock-batch';
 *
 * const schema = { type: 'object', properties: { label: { type: 'string' } } };
 * const modelInput = openai.chat({
 *   messages: [{ role: 'user', content: 'Classify: "You won a prize"' }],
 *   response_format: { type: 'json_schema', json_schema: { name: 'label', schema } },
 * });
 * console.assert(modelInput.response_format?.type === 'json_schema');
 * ```
 */
export const openai: OpenAIBuilder = { chat: (body) => ({ ...body }) };

import type { MistralChat } from './schema.ts';

/** Builds model inputs of Mistral Large 2 (24.07). */
export interface MistralChatBuilder {
  /**
   * Makes a model input of Mistral Large 2 (24.07).
   *
   * Newer models of Mistral are believed to take OpenAI-style chat: see `openai.chat`.
   *
   * @param body Members of the chat completion.
   * @returns The `modelInput` of a record.
   *
   * @example Ask one question
   * ```ts
   * import { mistral } from 'bedrock-batch';
   *
   * const modelInput = mistral.chat({
   *   messages: [{ role: 'user', content: 'Classify: "You won a prize"' }],
   *   max_tokens: 64,
   * });
   * console.assert(modelInput.messages.length === 1);
   * ```
   */
  readonly chat: (body: MistralChat) => MistralChat;
}

export const mistralChatBuilder: MistralChatBuilder = { chat: (body) => ({ ...body }) };

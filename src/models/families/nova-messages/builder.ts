import type { NovaMessages } from './schema.ts';

/** What {@link NovaMessagesBuilder.messages} takes: the model input without its version. */
export type NovaMessagesBody = Omit<NovaMessages, 'schemaVersion'>;

/** Builds model inputs of Nova's text models. */
export interface NovaMessagesBuilder {
  /**
   * Makes a model input of Nova: `schemaVersion`, then the members given.
   *
   * @param body Members of Nova's messages API. `system` and `content` are lists, also for a single text.
   * @returns The `modelInput` of a record.
   *
   * @example Ask one question
   * ```ts
   * import { nova } from 'bedrock-batch';
   *
   * const modelInput = nova.messages({
   *   system: [{ text: 'Answer with one word.' }],
   *   messages: [{ role: 'user', content: [{ text: 'Classify: "You won a prize"' }] }],
   *   inferenceConfig: { maxTokens: 256 },
   * });
   * console.assert(modelInput.schemaVersion === 'messages-v1');
   * ```
   */
  readonly messages: (body: NovaMessagesBody) => NovaMessages;
}

export const novaMessagesBuilder: NovaMessagesBuilder = {
  messages: (body) => ({ schemaVersion: 'messages-v1', ...body }),
};

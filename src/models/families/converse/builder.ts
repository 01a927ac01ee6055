import type { ConverseBody } from './schema.ts';

/**
 * Makes a model input of the Converse API, for a job whose invocation type is `Converse`.
 *
 * The same body works for every model that has a Converse form; embedding models have none. Tools have no place in it.
 *
 * @param body Members of a Converse request without `modelId`. `system` and `content` are lists, also for a single text.
 * @returns The `modelInput` of a record.
 *
 * @example Ask one question
 * ```ts
 * import { converse } from 'bedrock-batch';
 *
 * const modelInput = converse({
 *   messages: [{ role: 'user', content: [{ text: 'Classify: "You won a prize"' }] }],
 *   inferenceConfig: { maxTokens: 256, temperature: 0 },
 * });
 * console.assert(modelInput.messages.length === 1);
 * ```
 */
export function converse(body: ConverseBody): ConverseBody {
  return { ...body };
}

import { type InvocationType, isObject } from '../../../core/index.ts';
import type { FamilyName } from '../../../models/emulated.ts';

type Body = Readonly<Record<string, unknown>>;

/** What gives a body away: a key of the top level, the first that is there. */
const SIGNS: readonly (readonly [string, FamilyName])[] = [
  ['anthropic_version', 'claude-messages'],
  ['singleEmbeddingParams', 'nova-multimodal-embeddings'],
  ['inferenceConfig', 'nova-messages'],
  ['schemaVersion', 'nova-messages'],
  ['max_gen_len', 'llama'],
  ['inputImage', 'titan-multimodal-embeddings'],
  ['embeddingConfig', 'titan-multimodal-embeddings'],
  ['inputText', 'titan-text-embeddings'],
];

/** Guesses which family a body was made for, where the model's id does not tell. */
export function guessFamily(body: Body, invocationType: InvocationType): FamilyName | undefined {
  if (invocationType === 'Converse') return 'converse';
  const sign = SIGNS.find(([key]) => Object.hasOwn(body, key));
  if (sign !== undefined) return sign[1];
  if (Array.isArray(body['messages'])) {
    return hasNamedBlocks(body['messages']) ? 'nova-messages' : 'openai-chat';
  }
  if (!Object.hasOwn(body, 'prompt')) return undefined;
  return Object.hasOwn(body, 'max_tokens') ? 'mistral-completion' : 'llama';
}

/** Nova names a block by its key, others give it a type. */
function hasNamedBlocks(messages: readonly unknown[]): boolean {
  const [first] = messages;
  const content: unknown = isObject(first) ? first['content'] : undefined;
  const block: unknown = Array.isArray(content) ? content[0] : undefined;
  return isObject(block) && !Object.hasOwn(block, 'type');
}

import { claudeFamily } from './claude-messages/family.ts';
import { converseFamily } from './converse/family.ts';
import { llamaFamily } from './llama/family.ts';
import { mistralChatFamily } from './mistral-chat/family.ts';
import { mistralCompletionFamily } from './mistral-completion/family.ts';
import type { ModelFamily } from './model-family.ts';
import { novaFamily } from './nova-messages/family.ts';
import { novaEmbeddingFamily } from './nova-multimodal-embeddings/family.ts';
import { openaiFamily } from './openai-chat/family.ts';
import { titanMultimodalFamily } from './titan-multimodal-embeddings/family.ts';
import { titanFamily } from './titan-text-embeddings/family.ts';

/**
 * All model families of this version.
 *
 * @example Which models can a template prompt
 * ```ts
 * import { families } from 'bedrock-batch';
 *
 * const names = families.filter((family) => family.answers === 'text').map(({ name }) => name);
 * console.assert(names.includes('claude-messages'));
 * ```
 */
export const families: readonly ModelFamily[] = [
  converseFamily,
  claudeFamily,
  openaiFamily,
  novaFamily,
  llamaFamily,
  mistralChatFamily,
  mistralCompletionFamily,
  titanFamily,
  titanMultimodalFamily,
  novaEmbeddingFamily,
];

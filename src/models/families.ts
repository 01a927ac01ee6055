import { claudeFamily } from './anthropic/family.ts';
import { converseFamily } from './converse/family.ts';
import type { ModelFamily } from './family.ts';
import { llamaFamily } from './llama/family.ts';
import { mistralChatFamily } from './mistral/chat-family.ts';
import { mistralCompletionFamily } from './mistral/completion-family.ts';
import { novaEmbeddingFamily } from './nova/embedding-family.ts';
import { novaFamily } from './nova/family.ts';
import { openaiFamily } from './openai/family.ts';
import { titanFamily } from './titan/family.ts';
import { titanMultimodalFamily } from './titan/multimodal-family.ts';

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

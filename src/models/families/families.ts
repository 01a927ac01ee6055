import type { FamilyName } from '../facts/family-name.ts';
import { claudeFamily } from './claude-messages/family.ts';
import { converseFamily } from './converse/family.ts';
import { llamaFamily } from './llama/family.ts';
import { mistralChatFamily } from './mistral-chat/family.ts';
import { mistralCompletionFamily } from './mistral-completion/family.ts';
import type { Family, ModelFamily } from './model-family.ts';
import { novaFamily } from './nova-messages/family.ts';
import { novaEmbeddingFamily } from './nova-multimodal-embeddings/family.ts';
import { openaiFamily } from './openai-chat/family.ts';
import { titanMultimodalFamily } from './titan-multimodal-embeddings/family.ts';
import { titanFamily } from './titan-text-embeddings/family.ts';

/** Every family by its name: where one is missing, this does not compile. */
export const familyByName: { readonly [Name in FamilyName]: Family<Name> } = {
  converse: converseFamily,
  'claude-messages': claudeFamily,
  'openai-chat': openaiFamily,
  'nova-messages': novaFamily,
  llama: llamaFamily,
  'mistral-chat': mistralChatFamily,
  'mistral-completion': mistralCompletionFamily,
  'titan-text-embeddings': titanFamily,
  'titan-multimodal-embeddings': titanMultimodalFamily,
  'nova-multimodal-embeddings': novaEmbeddingFamily,
};

/**
 * All model families of this version.
 */
export const families: readonly ModelFamily[] = Object.values(familyByName);

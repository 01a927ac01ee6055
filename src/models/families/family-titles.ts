/** Permanent name of a family. */
export type FamilyName =
  | 'claude-messages'
  | 'converse'
  | 'llama'
  | 'mistral-chat'
  | 'mistral-completion'
  | 'nova-multimodal-embeddings'
  | 'nova-messages'
  | 'openai-chat'
  | 'titan-text-embeddings'
  | 'titan-multimodal-embeddings';

/** What people call each family, by its permanent name; known without loading a schema. */
export const familyTitles: Readonly<Record<FamilyName, string>> = {
  'claude-messages': 'Claude messages',
  converse: 'Converse',
  llama: 'Llama',
  'mistral-chat': 'Mistral chat',
  'mistral-completion': 'Mistral text completion',
  'nova-multimodal-embeddings': 'Nova Multimodal Embeddings',
  'nova-messages': 'Nova messages',
  'openai-chat': 'OpenAI-style chat',
  'titan-text-embeddings': 'Titan Text Embeddings V2',
  'titan-multimodal-embeddings': 'Titan Multimodal Embeddings G1',
};

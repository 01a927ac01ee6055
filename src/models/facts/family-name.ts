/**
 * Permanent name of a family.
 *
 * The names stand below the tables of facts, which have them, and below the families, which load the tables.
 */
export type FamilyName =
  | 'claude-messages'
  | 'converse'
  | 'openai-chat'
  | 'nova-messages'
  | 'llama'
  | 'mistral-chat'
  | 'mistral-completion'
  | 'titan-text-embeddings'
  | 'titan-multimodal-embeddings'
  | 'nova-multimodal-embeddings';

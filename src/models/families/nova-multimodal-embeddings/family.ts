import type { Family } from '../model-family.ts';
import { novaEmbeddingBuilder } from './builder.ts';
import { readOutput } from './output.ts';
import { plainNovaEmbedding } from './plain.ts';
import { novaEmbeddingRules } from './rules.ts';
import { type NovaEmbeddingParams, novaEmbedding } from './schema.ts';

/**
 * Nova Multimodal Embeddings by InvokeModel; there is no other way.
 *
 * A template's text is embedded for an index, and its record fails where it is too long: nothing is cut unseen.
 */
export const novaEmbeddingFamily: Family<'nova-multimodal-embeddings'> = {
  ...plainNovaEmbedding,
  invocationType: 'InvokeModel',
  schema: novaEmbedding,
  rules: novaEmbeddingRules,
  marks: ['taskType', 'singleEmbeddingParams'],
  hasOwnMessages: false,
  answers: 'embedding',
  fromPrompt: ({ prompt }) => ({ ...novaEmbeddingBuilder.embed(textForIndex(prompt)) }),
  fromMessages: undefined,
  example: { ...novaEmbeddingBuilder.embed(textForIndex('Hello')) },
  readOutput,
};

function textForIndex(value: string): NovaEmbeddingParams {
  return { embeddingPurpose: 'GENERIC_INDEX', text: { truncationMode: 'NONE', value } };
}

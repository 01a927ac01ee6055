import type { ModelFamily, ModelInputRule } from '../family.ts';
import { forbidKeys, JOB_NAMES_MODEL } from '../rules.ts';
import { titan } from './builder.ts';
import { readOutput } from './output.ts';
import { titanEmbedding } from './schema.ts';

const emptyText: ModelInputRule = ({ inputText }) =>
  inputText === '' ? [{ code: 'MODEL_INPUT_EMPTY_TEXT', path: ['inputText'] }] : [];

/** Titan Text Embeddings V2 by InvokeModel; there is no other way. */
export const titanFamily: ModelFamily = {
  name: 'titan-text-embeddings',
  title: 'Titan Text Embeddings V2',
  invocationType: 'InvokeModel',
  schema: titanEmbedding,
  rules: [forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL }), emptyText],
  marks: ['inputText', 'dimensions', 'normalize', 'embeddingTypes'],
  answers: 'embedding',
  fromPrompt: ({ prompt }) => ({ ...titan.embed({ inputText: prompt }) }),
  example: { ...titan.embed({ inputText: 'Hello' }) },
  readOutput,
};

import { titan } from '../../builders/titan.ts';
import { TITAN_CHARACTERS } from '../../facts/input-ceilings.ts';
import { readOutput } from '../../outputs/titan-output.ts';
import { forbidKeys, JOB_NAMES_MODEL } from '../../rules/forbidden-keys.ts';
import { tooManyCharacters } from '../../rules/long-text.ts';
import { familyTitles } from '../family-titles.ts';
import type { ModelFamily, ModelInputRule } from '../model-family.ts';
import { titanEmbedding } from './schema.ts';

const emptyText: ModelInputRule = ({ inputText }) =>
  inputText === '' ? [{ code: 'MODEL_INPUT_EMPTY_TEXT', path: ['inputText'] }] : [];

const longText: ModelInputRule = ({ inputText }) =>
  tooManyCharacters(['inputText'], inputText, TITAN_CHARACTERS);

/** Titan Text Embeddings V2 by InvokeModel; there is no other way. */
export const titanFamily: ModelFamily = {
  name: 'titan-text-embeddings',
  title: familyTitles['titan-text-embeddings'],
  invocationType: 'InvokeModel',
  schema: titanEmbedding,
  rules: [forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL }), emptyText, longText],
  marks: ['dimensions', 'normalize', 'embeddingTypes'],
  answers: 'embedding',
  fromPrompt: ({ prompt }) => ({ ...titan.embed({ inputText: prompt }) }),
  example: { ...titan.embed({ inputText: 'Hello' }) },
  readOutput,
};

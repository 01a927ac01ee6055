import { countOf } from '../../core/index.ts';
import { doubtful } from '../doubtful.ts';
import type { ModelFamily, ModelInputRule } from '../family.ts';
import { familyTitles } from '../family-titles.ts';
import { forbidKeys, JOB_NAMES_MODEL } from '../rules.ts';
import { titan } from './builder.ts';
import { readOutput } from './output.ts';
import { titanEmbedding } from './schema.ts';

const emptyText: ModelInputRule = ({ inputText }) =>
  inputText === '' ? [{ code: 'MODEL_INPUT_EMPTY_TEXT', path: ['inputText'] }] : [];

/** Characters that one text is believed to have at most. */
const MOST_CHARACTERS = 50_000;

const longText: ModelInputRule = ({ inputText }) => {
  // A code point is at most two UTF-16 units; only texts that may be too long are counted.
  if (typeof inputText !== 'string' || inputText.length <= MOST_CHARACTERS) return [];
  let length = 0;
  for (const _character of inputText) length += 1;
  if (length <= MOST_CHARACTERS) return [];
  const texts = {
    expected: `a text of at most ${countOf(MOST_CHARACTERS, 'character')}`,
    received: `a text of ${countOf(length, 'character')}`,
  };
  return [doubtful(['inputText'], texts)];
};

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

import { forbidKeys, JOB_NAMES_MODEL } from '../../rules/forbidden-keys.ts';
import { tooManyCharacters } from '../../rules/long-text.ts';
import type { ModelInputRule } from '../../rules/rule.ts';
import { MOST_CHARACTERS } from './bounds.ts';

const emptyText: ModelInputRule = ({ inputText }) =>
  inputText === '' ? [{ code: 'MODEL_INPUT_EMPTY_TEXT', path: ['inputText'] }] : [];

const longText: ModelInputRule = ({ inputText }) =>
  tooManyCharacters(['inputText'], inputText, MOST_CHARACTERS);

/** What the schema of Titan Text Embeddings V2 cannot say. */
export const titanRules: readonly ModelInputRule[] = [
  forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL }),
  emptyText,
  longText,
];

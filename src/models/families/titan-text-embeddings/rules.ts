import { forbidKeys, JOB_NAMES_MODEL } from '../../rules/forbidden-keys.ts';
import type { ModelInputRule } from '../../rules/rule.ts';
import { emptyTextAt } from '../../texts/empty-texts.ts';
import { tooManyCharacters } from '../../texts/long-text.ts';
import { MOST_CHARACTERS } from './bounds.ts';

const longText: ModelInputRule = ({ inputText }) =>
  tooManyCharacters(['inputText'], inputText, MOST_CHARACTERS);

/** What the schema of Titan Text Embeddings V2 cannot say. */
export const titanRules: readonly ModelInputRule[] = [
  forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL }),
  emptyTextAt(['inputText'], 'refused'),
  longText,
];

import { isObject, type PathStep, quote } from '../../../core/index.ts';
import { mediaContent, UNREPORTED } from '../../media/media-content.ts';
import { mediaOfKeys } from '../../media/media-places.ts';
import { forbidKeys, JOB_NAMES_MODEL } from '../../rules/forbidden-keys.ts';
import type { ModelInputRule, RuleFinding } from '../../rules/rule.ts';
import { placeAt } from '../../shape/shape-path.ts';
import { emptyTextAt } from '../../texts/empty-texts.ts';
import { tooManyTokens } from '../../texts/long-text.ts';
import { MOST_TOKENS } from './bounds.ts';

/** Makes the rule that the object at a path has exactly one of some keys; the first is the usual one. */
function exactlyOne(path: readonly PathStep[], keys: readonly [string, ...string[]]) {
  return (holder: unknown): readonly RuleFinding[] => {
    if (!isObject(holder)) return [];
    const expected = `exactly one of ${keys.map((key) => quote(key)).join(', ')}`;
    const [first, second] = keys.filter((key) => Object.hasOwn(holder, key));
    if (first === undefined) {
      return [{ code: 'MODEL_INPUT_REQUIRED', path: [...path, keys[0]], expected }];
    }
    if (second === undefined) return [];
    const received = `given beside ${quote(first)}`;
    return [{ code: 'MODEL_INPUT_VALUE', path: [...path, second], expected, received }];
  };
}

const oneMedium = exactlyOne(['singleEmbeddingParams'], ['text', 'image', 'audio', 'video']);
const oneText = exactlyOne(['singleEmbeddingParams', 'text'], ['value', 'source']);

const onlyOne: ModelInputRule = ({ singleEmbeddingParams: params }) => [
  ...oneMedium(params),
  ...(isObject(params) ? oneText(params['text']) : []),
];

/** A text that nothing cuts and that is too long fails its record. */
const longText: ModelInputRule = (modelInput) => {
  const path = ['singleEmbeddingParams', 'text'];
  const { value: text } = placeAt(modelInput, path);
  if (!isObject(text) || text['truncationMode'] !== 'NONE') return [];
  return tooManyTokens([...path, 'value'], text['value'], MOST_TOKENS);
};

const content = mediaContent({
  mediaIn: ({ singleEmbeddingParams: params }) =>
    isObject(params) ? mediaOfKeys(params, ['singleEmbeddingParams']) : [],
  empty: () => UNREPORTED,
  unlike: () => UNREPORTED,
});

/** What the schema of Nova's embeddings cannot say. */
export const novaEmbeddingRules: readonly ModelInputRule[] = [
  forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL }),
  onlyOne,
  emptyTextAt(['singleEmbeddingParams', 'text', 'value']),
  content,
  longText,
];

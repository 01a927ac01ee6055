import { describeValue, isObject, quote } from '../../../core/index.ts';
import { rowOf } from '../../facts/model-table.ts';
import { FIELDS } from '../../rules/claude/places.ts';
import { describeBound, doubtful } from '../../rules/doubtful.ts';
import type { ModelInputRule, RuleFinding } from '../../rules/rule.ts';
import { nearestKey } from '../../shape/nearest-key.ts';
import { placeAt } from '../../shape/shape-path.ts';
import { MOST_TOP_K } from './bounds.ts';
import { novaReasoning, unknownWords } from './reasoning.ts';

const KEYS = ['inferenceConfig', 'reasoningConfig'];
const TOP_K = new Set(['top_k', 'topK']);
const TOP_K_KEY = 'topK';
const CONFIG = [FIELDS, 'inferenceConfig'];
const TOP_K_PATH = [...CONFIG, TOP_K_KEY];
const REASONING = [FIELDS, 'reasoningConfig'];

/** Source: AWS, Nova user guide, "Using the Converse API". */
const TOP_K_ALONE =
  'AWS documents "topK" alone there, and what Nova makes of other keys is not known';

const reasoning = novaReasoning({
  config: REASONING,
  sampling: [['inferenceConfig', 'temperature'], ['inferenceConfig', 'topP'], TOP_K_PATH],
  maxTokens: [['inferenceConfig', 'maxTokens']],
});

/** What Nova takes among the parameters of single models: `topK` in an `inferenceConfig` of its own, reasoning from Nova 2 on. */
export const novaFields: ModelInputRule = (modelInput, context) => {
  if (rowOf(context.foundationModel)?.family !== 'nova-messages') return [];
  const { value: fields } = placeAt(modelInput, [FIELDS]);
  if (typeof fields !== 'object' || fields === null) return [];
  return [
    ...strangeKeys(fields),
    ...strangeInConfig(modelInput),
    ...strangeTopK(modelInput),
    ...unknownWords(placeAt(modelInput, REASONING).value, REASONING),
    ...reasoning(modelInput, context),
  ];
};

function strangeKeys(fields: object): readonly RuleFinding[] {
  return Object.keys(fields)
    .filter((key) => !KEYS.includes(key))
    .map((key) => {
      const expected = TOP_K.has(key)
        ? `{"inferenceConfig": {"topK": …}} in place of ${quote(key)}`
        : `no ${quote(key)}`;
      const doubt = 'what Nova makes of the key is not documented';
      return doubtful([FIELDS, key], { expected, received: 'set', doubt });
    });
}

/** Where keys belong that stand in the second `inferenceConfig`, which has `topK` alone. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  top_k: '"topK"',
  reasoningConfig: '"reasoningConfig" beside this "inferenceConfig", not in it',
  maxTokens: '"inferenceConfig.maxTokens" of the body',
  max_new_tokens: '"inferenceConfig.maxTokens" of the body',
  temperature: '"inferenceConfig.temperature" of the body',
  topP: '"inferenceConfig.topP" of the body',
  top_p: '"inferenceConfig.topP" of the body',
  stopSequences: '"inferenceConfig.stopSequences" of the body',
};

function strangeInConfig(modelInput: Readonly<Record<string, unknown>>): readonly RuleFinding[] {
  const { value: config } = placeAt(modelInput, CONFIG);
  if (!isObject(config)) return [];
  return Object.keys(config)
    .filter((key) => key !== TOP_K_KEY)
    .map((key) => {
      const misspelt = nearestKey(key, [TOP_K_KEY]) !== undefined;
      const instead = misspelt ? quote(TOP_K_KEY) : `no ${quote(key)}`;
      const expected = Object.hasOwn(ELSEWHERE, key) ? String(ELSEWHERE[key]) : instead;
      return doubtful([...CONFIG, key], { expected, received: 'set', doubt: TOP_K_ALONE });
    });
}

const BOUND = { path: TOP_K_PATH, int: true, min: 0, max: MOST_TOP_K };

/** By InvokeModel the schema says so. */
function strangeTopK(modelInput: Readonly<Record<string, unknown>>): readonly RuleFinding[] {
  const { present, value } = placeAt(modelInput, TOP_K_PATH);
  if (!present) return [];
  const isTaken =
    Number.isInteger(value) && Number(value) >= BOUND.min && Number(value) <= BOUND.max;
  if (isTaken) return [];
  const doubt = 'AWS documents that for InvokeModel alone';
  const texts = { expected: describeBound(BOUND), received: describeValue(value), doubt };
  return [doubtful(TOP_K_PATH, texts)];
}

import { describeValue, quote } from '../../../core/index.ts';
import { rowOf } from '../../facts/model-table.ts';
import { FIELDS } from '../../rules/claude/places.ts';
import { describeBound, doubtful } from '../../rules/doubtful.ts';
import type { ModelInputRule, RuleFinding } from '../../rules/rule.ts';
import { placeAt } from '../../shape/shape-path.ts';
import { MOST_TOP_K } from './bounds.ts';
import { novaReasoning, unknownWords } from './reasoning.ts';

const KEYS = ['inferenceConfig', 'reasoningConfig'];
const TOP_K = new Set(['top_k', 'topK']);
const TOP_K_PATH = [FIELDS, 'inferenceConfig', 'topK'];
const REASONING = [FIELDS, 'reasoningConfig'];

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

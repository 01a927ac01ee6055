import { describeValue, isObject, quote } from '../../../core/index.ts';
import { modelRowOf } from '../../facts/model-table.ts';
import { borrowed } from '../../rules/borrowed.ts';
import { doubtful } from '../../rules/doubtful.ts';
import { forbidden } from '../../rules/forbidden-keys.ts';
import type { ModelInputRule, RuleFinding } from '../../rules/rule.ts';
import { placeAt } from '../../shape/shape-path.ts';

/** Where a body for Nova has its reasoning, and what does not go with much of it. */
export interface ReasoningPlaces {
  readonly config: readonly string[];
  readonly sampling: readonly (readonly string[])[];
  readonly maxTokens: readonly (readonly string[])[];
}

/** Source: inspect_ai #5301 of 2026-09-08: Nova Pro says that `the provided reasoning config value is invalid`. */
const BEFORE_2 =
  'that Nova Pro refuses it is one report (inspect_ai #5301), and of others nothing is known';

/** Source: AWS, Nova 2 user guide, as others quote it. */
const NO_SAMPLING =
  'Nova refuses temperature, topP and topK beside "maxReasoningEffort" of "high" (AWS, Nova 2 user guide)';

const NO_BOUND =
  'that Nova 2 refuses it beside "maxReasoningEffort" of "high" are reports (inspect_ai #3767, #3848)';

/** Makes the rule that reasoning is asked of Nova 2 alone, and, where much is asked, without sampling and without a bound on the answer. */
export function novaReasoning({ config, sampling, maxTokens }: ReasoningPlaces): ModelInputRule {
  return (modelInput, { foundationModel }) => {
    const { present, value } = placeAt(modelInput, config);
    const found = foundationModel === undefined ? undefined : modelRowOf(foundationModel);
    if (!present || found === undefined) return [];
    if (found.row.reasoning?.documented === false) {
      const doubt = borrowed(BEFORE_2, found.borrowedFrom);
      return [doubtful(config, { expected: 'no "reasoningConfig"', received: 'set', doubt })];
    }
    if (!isObject(value) || value['type'] !== 'enabled') return [];
    if (value['maxReasoningEffort'] !== 'high') return [];
    const isSet = (path: readonly string[]) => placeAt(modelInput, path).present;
    return [
      ...sampling.filter(isSet).map((path) => {
        if (found.borrowedFrom === undefined) return forbidden(path, NO_SAMPLING);
        const expected = `no ${quote(path.at(-1) as string)}`;
        return doubtful(path, {
          expected,
          received: 'set',
          doubt: borrowed(NO_SAMPLING, found.borrowedFrom),
        });
      }),
      ...maxTokens.filter(isSet).map((path) => {
        const expected = `no ${quote(path.at(-1) as string)}`;
        return doubtful(path, { expected, received: 'set', doubt: NO_BOUND });
      }),
    ];
  };
}

const WORDS: Readonly<Record<string, readonly unknown[]>> = {
  type: ['enabled', 'disabled'],
  maxReasoningEffort: ['low', 'medium', 'high'],
};

/** Says which words of a `reasoningConfig` are not known, where no schema does. */
export function* unknownWords(config: unknown, path: readonly string[]): Generator<RuleFinding> {
  if (!isObject(config)) return;
  for (const [key, words] of Object.entries(WORDS)) {
    const { present, value } = placeAt(config, [key]);
    if (!present || words.includes(value)) continue;
    const expected = words.map((word) => quote(String(word))).join(', ');
    const doubt =
      "AWS's user guide of Nova 2 has these words and does not say what becomes of others";
    yield doubtful([...path, key], { expected, received: describeValue(value), doubt });
  }
}

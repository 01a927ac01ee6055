import { describeValue, isObject, quote } from '../../../core/index.ts';
import { takesOf } from '../../facts/claude/takes.ts';
import { doubtful } from '../../rules/doubtful.ts';
import type { ModelInputRule } from '../../rules/rule.ts';
import { stopDoubtOf } from '../../rules/stop-doubt.ts';
import { placeAt } from '../../shape/shape-path.ts';

/** Source: vercel/ai #7822, whose users send `topK` in `inferenceConfig` and get answers. */
export const NOT_OF_CONVERSE =
  "only AWS's reference says so: online such keys are taken (vercel/ai #7822), and of batch inference nothing is known";

/** A key that people write where Converse has none of its name, and where it belongs. */
interface Stray {
  readonly path: readonly string[];
  readonly belongs: string;
}

const TOP_K_OF_NOVA = '{"inferenceConfig": {"topK": …}} for Nova';
const TOP_K_OF_CLAUDE = '{"top_k": …} for Claude';

function amongFields(example: string): string {
  return `in "additionalModelRequestFields" it is ${example}`;
}

/** SDKs send some of them all the same, as the AI SDK does `topK`, `streamProcessingMode` and `anthropicBeta`. */
const STRAYS: readonly Stray[] = [
  {
    path: ['inferenceConfig', 'topK'],
    belongs: amongFields(`${TOP_K_OF_NOVA}, ${TOP_K_OF_CLAUDE}`),
  },
  {
    path: ['inferenceConfig', 'top_k'],
    belongs: amongFields(`${TOP_K_OF_CLAUDE}, ${TOP_K_OF_NOVA}`),
  },
  {
    path: ['inferenceConfig', 'reasoningConfig'],
    belongs: amongFields('{"reasoningConfig": …}'),
  },
  {
    path: ['guardrailConfig', 'streamProcessingMode'],
    belongs: 'ConverseStream alone has it',
  },
  { path: ['anthropicBeta'], belongs: amongFields('{"anthropic_beta": […]}') },
  { path: ['top_k'], belongs: amongFields(`${TOP_K_OF_CLAUDE}, ${TOP_K_OF_NOVA}`) },
];

/** Keys in a place where Converse has none of their name: what they ask for is likely not done. */
export const strayParameters: ModelInputRule = (modelInput) =>
  STRAYS.filter(({ path }) => placeAt(modelInput, path).present).map(({ path, belongs }) => {
    const expected = `no ${quote(String(path.at(-1)))} (${belongs})`;
    return doubtful(path, { expected, received: 'set', doubt: NOT_OF_CONVERSE });
  });

/** Efforts above `high`. */
const NEED_THINKING = new Set<unknown>(['xhigh', 'max']);

/** Source: Converse API reference, `effort`: above high needs thinking. Where it is set depends on the model. */
export const effortWithoutThinking: ModelInputRule = (modelInput, { foundationModel }) => {
  const path = ['outputConfig', 'effort'];
  const { value } = placeAt(modelInput, path);
  const fields = modelInput['additionalModelRequestFields'];
  const thinks = isObject(fields) && ['thinking', 'reasoningConfig'].some((key) => key in fields);
  if (!NEED_THINKING.has(value) || thinks) return [];
  const { unasked } = takesOf(foundationModel) ?? {};
  if (unasked !== undefined && unasked.doubt === undefined) return [];
  const expected = `${quote('high')} at most, or thinking in "additionalModelRequestFields"`;
  const doubt = 'some models, such as Claude Opus 5, are reported to think without being asked';
  return [doubtful(path, { expected, received: describeValue(value), doubt })];
};

/** Texts to stop at, for models that are reported to refuse them by Converse. */
export const stopsInDoubt: ModelInputRule = (modelInput, { foundationModel }) => {
  const path = ['inferenceConfig', 'stopSequences'];
  const doubt = stopDoubtOf(foundationModel, 'Converse');
  if (doubt === undefined || !placeAt(modelInput, path).present) return [];
  return [doubtful(path, { expected: 'no "stopSequences"', received: 'set', doubt })];
};

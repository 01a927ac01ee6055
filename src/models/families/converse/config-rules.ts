import { describeValue, isObject, quote } from '../../../core/index.ts';
import { takesOf } from '../../facts/claude/takes.ts';
import { doubtful } from '../../rules/doubtful.ts';
import { forbidden } from '../../rules/forbidden-keys.ts';
import type { ModelInputRule } from '../../rules/rule.ts';
import { stopDoubtOf } from '../../rules/stop-doubt.ts';
import { placeAt } from '../../shape/shape-path.ts';

/** Parameters of single models, with how they are written beside `inferenceConfig`. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  topK: '{"inferenceConfig": {"topK": …}} for Nova, {"top_k": …} for Claude',
  top_k: '{"top_k": …} for Claude, {"inferenceConfig": {"topK": …}} for Nova',
  reasoningConfig: '{"reasoningConfig": …}',
};

/** Parameters of one model in the place of those that all models have. */
export const strayParameters: ModelInputRule = ({ inferenceConfig }) => {
  if (!isObject(inferenceConfig)) return [];
  return Object.entries(ELSEWHERE)
    .filter(([key]) => Object.hasOwn(inferenceConfig, key))
    .map(([key, example]) => {
      const reason = `Converse takes it in "additionalModelRequestFields", as ${example}`;
      return forbidden(['inferenceConfig', key], reason);
    });
};

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

import type { ModelInputRule } from '../family.ts';
import { forbidden, forbidKeys, JOB_NAMES_MODEL, NEVER_STREAMED } from '../rules.ts';

const streaming: ModelInputRule = ({ stream }) =>
  stream === true ? [forbidden(['stream'], NEVER_STREAMED)] : [];

/** Kimi is reported to refuse bodies that do not bound the answer. */
const boundsForKimi: ModelInputRule = (modelInput, { foundationModel }) => {
  const bounded = ['max_tokens', 'max_completion_tokens'].some((key) =>
    Object.hasOwn(modelInput, key),
  );
  if (bounded || !foundationModel?.includes('.kimi-')) return [];
  return [{ code: 'MODEL_INPUT_REQUIRED', path: ['max_tokens'], expected: 'an integer >= 1' }];
};

/** What the schema of chat completions cannot say. */
export const openaiRules: readonly ModelInputRule[] = [
  forbidKeys({
    modelId: JOB_NAMES_MODEL,
    anthropic_version: 'the key belongs to Claude messages, which these models do not take',
    prompt: 'a chat completion takes messages, and this key is reported to make the record fail',
  }),
  streaming,
  boundsForKimi,
];

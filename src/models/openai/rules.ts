import { describeValue } from '../../core/index.ts';
import { atMostCeiling } from '../at-most-ceiling.ts';
import { doubtful, doubtNoMessages, doubtNumbers } from '../doubtful.ts';
import type { ModelInputRule } from '../family.ts';
import { forbidden, forbidKeys, JOB_NAMES_MODEL, NEVER_STREAMED, objectsIn } from '../rules.ts';

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

/** gpt-oss is said to take text only. */
const textForGptOss: ModelInputRule = (modelInput, { foundationModel }) => {
  if (!foundationModel?.startsWith('openai.gpt-oss')) return [];
  return [...objectsIn(modelInput, 'messages')].flatMap(([index, message]) =>
    [...objectsIn(message, 'content')]
      .filter(
        ([, part]) => typeof part['type'] === 'string' && /image|audio|file/.test(part['type']),
      )
      .map(([at, part]) =>
        doubtful(['messages', index, 'content', at], {
          expected: 'text only',
          received: `a part of type ${describeValue(part['type'])}`,
        }),
      ),
  );
};

const NO_BOUNDS = "AWS's documents at hand give no bounds for these models";

/** What the schema of chat completions cannot say. */
export const openaiRules: readonly ModelInputRule[] = [
  forbidKeys({
    modelId: JOB_NAMES_MODEL,
    anthropic_version: 'the key belongs to Claude messages, which these models do not take',
    prompt: 'a chat completion takes messages, and this key is reported to make the record fail',
  }),
  streaming,
  boundsForKimi,
  textForGptOss,
  doubtNoMessages,
  doubtNumbers(
    { path: ['max_tokens'], int: true, min: 1, doubt: NO_BOUNDS },
    { path: ['max_completion_tokens'], int: true, min: 1, doubt: NO_BOUNDS },
  ),
  atMostCeiling(['max_tokens'], ['max_completion_tokens']),
];

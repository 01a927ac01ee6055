import { chatTools } from '../../conversation/chat-tools.ts';
import { atMostCeiling } from '../../rules/at-most-ceiling.ts';
import { contradicted } from '../../rules/contradicted-features.ts';
import { doubtNoMessages, doubtNumbers } from '../../rules/doubtful.ts';
import { forbidKeys, JOB_NAMES_MODEL, NEVER_STREAMED } from '../../rules/forbidden-keys.ts';
import type { ModelInputRule } from '../../rules/rule.ts';
import { emptyInDoubt, emptyTexts } from '../../texts/empty-texts.ts';

/** What the schema of Mistral's chat completions cannot say. */
export const mistralChatRules: readonly ModelInputRule[] = [
  forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL, stream: NEVER_STREAMED }),
  contradicted('tool calling', ['tools']),
  ...chatTools("Mistral's chat completions"),
  doubtNoMessages,
  emptyTexts(emptyInDoubt),
  doubtNumbers({ max_tokens: { path: ['max_tokens'], int: true, min: 1 } }),
  atMostCeiling(['max_tokens']),
];

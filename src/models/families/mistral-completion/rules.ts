import { atMostCeiling } from '../../rules/at-most-ceiling.ts';
import { doubtLength, doubtNumbers } from '../../rules/doubtful.ts';
import { forbidKeys, JOB_NAMES_MODEL, NEVER_STREAMED } from '../../rules/forbidden-keys.ts';
import type { ModelInputRule } from '../../rules/rule.ts';

/** What the schema of Mistral's text completions cannot say. */
export const mistralCompletionRules: readonly ModelInputRule[] = [
  forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL, stream: NEVER_STREAMED }),
  doubtNumbers(
    { path: ['max_tokens'], int: true, min: 1 },
    { path: ['temperature'], min: 0, max: 1 },
    { path: ['top_p'], min: 0, max: 1 },
  ),
  doubtLength(['stop'], { max: 10 }),
  atMostCeiling(['max_tokens']),
];

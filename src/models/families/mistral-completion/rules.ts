import { atMostCeiling } from '../../rules/at-most-ceiling.ts';
import { doubtLength, doubtNumbers } from '../../rules/doubtful.ts';
import { forbidKeys, JOB_NAMES_MODEL, NEVER_STREAMED } from '../../rules/forbidden-keys.ts';
import type { ModelInputRule } from '../../rules/rule.ts';
import { emptyTextAt } from '../../texts/empty-texts.ts';
import { MOST_STOPS, mistralCompletionNumbers } from './bounds.ts';

/** What the schema of Mistral's text completions cannot say. */
export const mistralCompletionRules: readonly ModelInputRule[] = [
  forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL, stream: NEVER_STREAMED }),
  emptyTextAt(['prompt']),
  doubtNumbers(mistralCompletionNumbers),
  doubtLength(['stop'], { max: MOST_STOPS }),
  atMostCeiling(['max_tokens']),
];

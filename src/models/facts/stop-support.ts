import type { InvocationType } from '../../core/index.ts';
import { longestPrefix } from '../ids/longest-prefix.ts';

/** Models whose ids begin alike, and who says that they refuse texts to stop at. */
interface StopRefusal {
  /** Beginning of the bare foundation model id. */
  readonly prefix: string;
  /** How they are asked where they refuse it. */
  readonly by: readonly InvocationType[];
  /** Whose word it is; a clause. */
  readonly doubt: string;
}

/** Read on 2026-11-28. */
const rows: readonly StopRefusal[] = [
  {
    prefix: 'deepseek.v',
    by: ['InvokeModel', 'Converse'],
    doubt: 'one report says that DeepSeek V3.1 refuses it (langchain-aws #664)',
  },
  {
    prefix: 'openai.gpt-oss-',
    by: ['Converse'],
    doubt: 'one report says that gpt-oss refuses it by Converse (crewAI #3317)',
  },
  {
    prefix: 'qwen.qwen3-',
    by: ['Converse'],
    doubt: 'one report says that Qwen3 refuses it by Converse (dify-official-plugins #1767)',
  },
];

/** Why it is in doubt that a model takes texts to stop at, by its bare id; undefined where nobody says that it does not. */
export function stopDoubtOf(
  foundationModel: string | undefined,
  invocationType: InvocationType,
): string | undefined {
  const found = foundationModel === undefined ? undefined : longestPrefix(rows, foundationModel);
  return found?.by.includes(invocationType) === true ? found.doubt : undefined;
}

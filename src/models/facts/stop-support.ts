import { longestPrefix } from '../ids/longest-prefix.ts';

/** Models whose ids begin alike, and who says that they refuse texts to stop at. */
interface StopRefusal {
  /** Beginning of the bare foundation model id. */
  readonly prefix: string;
  /** Whose word it is; a clause. */
  readonly doubt: string;
}

/** Read on 2026-11-28. */
const rows: readonly StopRefusal[] = [
  {
    prefix: 'deepseek.v',
    doubt: 'one report says that DeepSeek V3.1 refuses it (langchain-aws #664)',
  },
];

/** Why it is in doubt that a model takes texts to stop at, by its bare id; undefined where nobody says that it does not. */
export function stopDoubtOf(foundationModel: string | undefined): string | undefined {
  return foundationModel === undefined ? undefined : longestPrefix(rows, foundationModel)?.doubt;
}

import type { FinishReason } from '../../core/index.ts';
import type { Usage } from './usage.ts';

/**
 * Whether an output holds an answer: `none` for the family's own shape with nothing in it, `unknown` for any other shape.
 *
 * A chat answer is a text that says something, a tool call or media; reasoning alone is none. An embedding is numbers.
 */
export type AnswerKind = 'given' | 'none' | 'unknown';

/** What a family's reader takes out of a `modelOutput`, the same for all families. */
export interface OutputReading {
  readonly answer: AnswerKind;
  /** The answer's text, all text blocks joined, without reasoning; absent for embeddings. */
  readonly text?: string | undefined;
  /** How the answer ended; absent where the output does not tell, as those of embeddings. */
  readonly finishReason?: FinishReason | undefined;
  /** Bedrock's own word for it, such as `end_turn`. */
  readonly stopReason?: string | undefined;
  readonly usage?: Usage | undefined;
  /** An error that the model put into an output that counts as a success, such as Titan's `message`. */
  readonly error?: string | undefined;
}

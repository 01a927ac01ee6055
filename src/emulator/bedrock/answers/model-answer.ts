import type { Answer } from '../lines/output-line.ts';

/** What an answer is made from besides the model input. */
export interface AnswerFacts {
  readonly modelId: string;
  /** The same whenever the record is; ids in the answer are made of it. */
  readonly answerId: string;
  /** Seconds since 1970. */
  readonly createdSeconds: number;
  /** Estimate: bytes of the model input by four. */
  readonly inputTokens: number;
}

/** Answers a model input in the shape of a model family. */
export type ModelAnswer = (
  modelInput: Readonly<Record<string, unknown>>,
  facts: AnswerFacts,
) => Answer;

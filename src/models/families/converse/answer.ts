import { answerMessage } from '../../answers/message-answer.ts';
import type { ModelAnswer } from '../../answers/model-answer.ts';

/** Converse: a message, and how long it took. Source: ConverseResponse of the API. */
export const answerConverse: ModelAnswer = (modelInput, facts, means) => {
  const answer = answerMessage(modelInput, facts, means);
  const modelOutput = { ...(answer.modelOutput as object), metrics: { latencyMs: 0 } };
  return { ...answer, modelOutput };
};

import { isObject } from '../../../core/index.ts';
import { echoOf } from '../echo.ts';
import type { ModelAnswer } from './model-answer.ts';

/** Converse. Source: ConverseResponse of the API. */
export const answerConverse: ModelAnswer = (modelInput, { inputTokens }) => {
  const { text, tokens, isCut } = echoOf(modelInput, maxTokens(modelInput));
  const modelOutput = {
    output: { message: { role: 'assistant', content: [{ text }] } },
    stopReason: isCut ? 'max_tokens' : 'end_turn',
    usage: { inputTokens, outputTokens: tokens, totalTokens: inputTokens + tokens },
    metrics: { latencyMs: 0 },
  };
  return { modelOutput, inputTokens, outputTokens: tokens };
};

/** Nova messages: the same without metrics. Source: the model's complete request schema. */
export const answerNova: ModelAnswer = (modelInput, facts) => {
  const answer = answerConverse(modelInput, facts);
  if ('error' in answer) return answer;
  const { metrics: _metrics, ...modelOutput } = answer.modelOutput as { readonly metrics: unknown };
  return { ...answer, modelOutput };
};

function maxTokens(modelInput: Readonly<Record<string, unknown>>): unknown {
  const config = modelInput['inferenceConfig'];
  return isObject(config) ? (config['maxTokens'] ?? config['max_new_tokens']) : undefined;
}

import { isObject } from '../../core/index.ts';
import type { ModelAnswer } from './model-answer.ts';

/** An answer with a message of blocks, as Nova gives it, and Converse with more beside it. */
export const answerMessage: ModelAnswer = (modelInput, { inputTokens }, { echoOf }) => {
  const { text, tokens, isCut } = echoOf(modelInput, maxTokens(modelInput));
  const modelOutput = {
    output: { message: { role: 'assistant', content: [{ text }] } },
    stopReason: isCut ? 'max_tokens' : 'end_turn',
    usage: { inputTokens, outputTokens: tokens, totalTokens: inputTokens + tokens },
  };
  return { modelOutput, inputTokens, outputTokens: tokens };
};

function maxTokens(modelInput: Readonly<Record<string, unknown>>): unknown {
  const config = modelInput['inferenceConfig'];
  return isObject(config) ? (config['maxTokens'] ?? config['max_new_tokens']) : undefined;
}

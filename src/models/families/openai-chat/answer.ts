import { createHash } from 'node:crypto';
import type { ModelAnswer } from '../../answers/model-answer.ts';

/** OpenAI chat completions. Source: the provider's reference; AWS names the shape only. */
export const answerOpenaiChat: ModelAnswer = (modelInput, facts, { echoOf }) => {
  const { modelId, answerId, createdSeconds, inputTokens } = facts;
  const most = modelInput['max_completion_tokens'] ?? modelInput['max_tokens'];
  const { text, tokens, isCut } = echoOf(modelInput, most);
  const message = { role: 'assistant', content: text };
  const modelOutput = {
    id: `chatcmpl-${createHash('sha256').update(answerId).digest('hex').slice(0, 24)}`,
    object: 'chat.completion',
    created: createdSeconds,
    model: modelId,
    choices: [{ index: 0, message, finish_reason: isCut ? 'length' : 'stop' }],
    usage: {
      prompt_tokens: inputTokens,
      completion_tokens: tokens,
      total_tokens: inputTokens + tokens,
    },
  };
  return { modelOutput, inputTokens, outputTokens: tokens };
};

import { createHash } from 'node:crypto';
import type { ModelAnswer } from '../../answers/model-answer.ts';

/** Claude messages. Source: the model's request and response reference. */
export const answerClaude: ModelAnswer = (
  modelInput,
  { modelId, answerId, inputTokens },
  { echoOf },
) => {
  const { text, tokens, isCut } = echoOf(modelInput, modelInput['max_tokens']);
  const id = createHash('sha256').update(answerId).digest('hex').slice(0, 24);
  const modelOutput = {
    id: `msg_bdrk_${id}`,
    type: 'message',
    role: 'assistant',
    model: modelId,
    content: [{ type: 'text', text }],
    stop_reason: isCut ? 'max_tokens' : 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: inputTokens, output_tokens: tokens },
  };
  return { modelOutput, inputTokens, outputTokens: tokens };
};

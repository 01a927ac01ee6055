import { lastTurn } from '../../answers/last-turn.ts';
import type { ModelAnswer } from '../../answers/model-answer.ts';

const USER_TURN = /<\|start_header_id\|>user<\|end_header_id\|>([^]*?)(?:<\|eot_id\|>|$)/g;

/** Llama. Source: the model's request and response reference. */
export const answerLlama: ModelAnswer = (
  { prompt, max_gen_len: most },
  { inputTokens },
  { echoOf },
) => {
  const { text, tokens, isCut } = echoOf({ prompt: lastTurn(prompt, USER_TURN) }, most);
  const modelOutput = {
    generation: text,
    prompt_token_count: inputTokens,
    generation_token_count: tokens,
    stop_reason: isCut ? 'length' : 'stop',
  };
  return { modelOutput, inputTokens, outputTokens: tokens };
};

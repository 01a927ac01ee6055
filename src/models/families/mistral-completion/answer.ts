import { lastTurn } from '../../answers/last-turn.ts';
import type { ModelAnswer } from '../../answers/model-answer.ts';

const USER_TURN = /\[INST\]([^]*?)(?:\[\/INST\]|$)/g;

/** Text completion of Mistral. Source: from memory of the model's reference. */
export const answerMistralCompletion: ModelAnswer = (modelInput, { inputTokens }, { echoOf }) => {
  const { prompt, max_tokens: most } = modelInput;
  const { text, tokens, isCut } = echoOf({ prompt: lastTurn(prompt, USER_TURN) }, most);
  const modelOutput = { outputs: [{ text, stop_reason: isCut ? 'length' : 'stop' }] };
  return { modelOutput, inputTokens, outputTokens: tokens };
};

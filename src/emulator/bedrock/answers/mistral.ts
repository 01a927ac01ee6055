import { echoOf } from '../echo.ts';
import { lastTurn } from './last-turn.ts';
import type { ModelAnswer } from './model-answer.ts';

const USER_TURN = /\[INST\]([^]*?)(?:\[\/INST\]|$)/g;

/** Text completion of Mistral. Source: from memory of the model's reference. */
export const answerMistralCompletion: ModelAnswer = (modelInput, { inputTokens }) => {
  const { prompt, max_tokens: most } = modelInput;
  const { text, tokens, isCut } = echoOf({ prompt: lastTurn(prompt, USER_TURN) }, most);
  const modelOutput = { outputs: [{ text, stop_reason: isCut ? 'length' : 'stop' }] };
  return { modelOutput, inputTokens, outputTokens: tokens };
};

/** Chat completion of Mistral. Source: the model's reference names `choices` and `message`; the rest is the emulator's. */
export const answerMistralChat: ModelAnswer = (modelInput, { inputTokens }) => {
  const { text, tokens, isCut } = echoOf(modelInput, modelInput['max_tokens']);
  const message = { role: 'assistant', content: text };
  const modelOutput = {
    choices: [{ index: 0, message, stop_reason: isCut ? 'length' : 'stop' }],
  };
  return { modelOutput, inputTokens, outputTokens: tokens };
};

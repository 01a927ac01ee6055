import type { ModelAnswer } from '../../answers/model-answer.ts';

/** Chat completion of Mistral. Source: the model's reference names `choices` and `message`; the rest is the emulator's. */
export const answerMistralChat: ModelAnswer = (modelInput, { inputTokens }, { echoOf }) => {
  const { text, tokens, isCut } = echoOf(modelInput, modelInput['max_tokens']);
  const message = { role: 'assistant', content: text };
  const modelOutput = {
    choices: [{ index: 0, message, stop_reason: isCut ? 'length' : 'stop' }],
  };
  return { modelOutput, inputTokens, outputTokens: tokens };
};

import { echoOf } from '../echo.ts';
import { answerClaude } from './claude.ts';
import { answerConverse, answerNova } from './converse.ts';
import type { ModelAnswer } from './model-answer.ts';
import { answerOpenaiChat } from './openai-chat.ts';
import { answerTitan } from './titan.ts';

const answers: Readonly<Record<string, ModelAnswer>> = {
  'claude-messages': answerClaude,
  'nova-messages': answerNova,
  'openai-chat': answerOpenaiChat,
  'titan-text-embeddings': answerTitan,
  converse: answerConverse,
};

/** Finds how a family answers; a model that is not known answers `{ text }`. */
export function findAnswer(familyName: string | undefined): ModelAnswer {
  return answers[familyName ?? ''] ?? answerUnknown;
}

const answerUnknown: ModelAnswer = (modelInput, { inputTokens }) => {
  const { text, tokens } = echoOf(modelInput, undefined);
  return { modelOutput: { text }, inputTokens, outputTokens: tokens };
};

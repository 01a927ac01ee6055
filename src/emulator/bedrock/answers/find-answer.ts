import { echoOf } from '../echo.ts';
import { answerClaude } from './claude.ts';
import { answerConverse, answerNova } from './converse.ts';
import { answerLlama } from './llama.ts';
import { answerMistralChat, answerMistralCompletion } from './mistral.ts';
import type { ModelAnswer } from './model-answer.ts';
import { answerNovaEmbedding } from './nova-embedding.ts';
import { answerOpenaiChat } from './openai-chat.ts';
import { answerTitan, answerTitanMultimodal } from './titan.ts';

const answers: Readonly<Record<string, ModelAnswer>> = {
  'claude-messages': answerClaude,
  llama: answerLlama,
  'mistral-chat': answerMistralChat,
  'mistral-completion': answerMistralCompletion,
  'nova-messages': answerNova,
  'nova-multimodal-embeddings': answerNovaEmbedding,
  'openai-chat': answerOpenaiChat,
  'titan-multimodal-embeddings': answerTitanMultimodal,
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

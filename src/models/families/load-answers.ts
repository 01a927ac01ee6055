import type { ModelAnswer } from '../answers/model-answer.ts';
import type { FamilyName } from '../facts/family-name.ts';

/** How the emulator answers as each family: where one is missing, this does not compile. It names files, so that no schema and no rule comes along. */
const ANSWERS: { readonly [Name in FamilyName]: () => Promise<ModelAnswer> } = {
  converse: async () => (await import('./converse/answer.ts')).answerConverse,
  'claude-messages': async () => (await import('./claude-messages/answer.ts')).answerClaude,
  'openai-chat': async () => (await import('./openai-chat/answer.ts')).answerOpenaiChat,
  'nova-messages': async () => (await import('./nova-messages/answer.ts')).answerNova,
  llama: async () => (await import('./llama/answer.ts')).answerLlama,
  'mistral-chat': async () => (await import('./mistral-chat/answer.ts')).answerMistralChat,
  'mistral-completion': async () =>
    (await import('./mistral-completion/answer.ts')).answerMistralCompletion,
  'titan-text-embeddings': async () =>
    (await import('./titan-text-embeddings/answer.ts')).answerTitan,
  'titan-multimodal-embeddings': async () =>
    (await import('./titan-multimodal-embeddings/answer.ts')).answerTitanMultimodal,
  'nova-multimodal-embeddings': async () =>
    (await import('./nova-multimodal-embeddings/answer.ts')).answerNovaEmbedding,
};

/** Loads how the emulator answers as each family. */
export async function loadAnswers(): Promise<ReadonlyMap<FamilyName, ModelAnswer>> {
  const loading = Object.entries(ANSWERS).map(
    async ([name, load]) => [name as FamilyName, await load()] as const,
  );
  return new Map(await Promise.all(loading));
}

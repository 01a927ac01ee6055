import { plainClaude } from './claude-messages/plain.ts';
import { plainConverse } from './converse/plain.ts';
import { plainLlama } from './llama/plain.ts';
import { plainMistralChat } from './mistral-chat/plain.ts';
import { plainMistralCompletion } from './mistral-completion/plain.ts';
import { plainNova } from './nova-messages/plain.ts';
import { plainNovaEmbedding } from './nova-multimodal-embeddings/plain.ts';
import { plainOpenAI } from './openai-chat/plain.ts';
import type { PlainFamily } from './plain-family.ts';
import { plainTitanMultimodal } from './titan-multimodal-embeddings/plain.ts';
import { plainTitan } from './titan-text-embeddings/plain.ts';

/** All model families of this version, without their schemas. {@link FamilyName} is read off this list. */
export const plainFamilies: readonly [
  typeof plainClaude,
  typeof plainConverse,
  typeof plainOpenAI,
  typeof plainNova,
  typeof plainLlama,
  typeof plainMistralChat,
  typeof plainMistralCompletion,
  typeof plainTitan,
  typeof plainTitanMultimodal,
  typeof plainNovaEmbedding,
] = [
  plainClaude,
  plainConverse,
  plainOpenAI,
  plainNova,
  plainLlama,
  plainMistralChat,
  plainMistralCompletion,
  plainTitan,
  plainTitanMultimodal,
  plainNovaEmbedding,
];

/** Permanent name of a family. */
export type FamilyName = (typeof plainFamilies)[number]['name'];

/** Gives what is known of a family without its schema. */
export function plainFamilyNamed(name: FamilyName): PlainFamily<FamilyName> {
  return plainFamilies.find((family) => family.name === name) as PlainFamily<FamilyName>;
}

/** What people call a family, known without loading a schema. */
export function titleOf(name: FamilyName): string {
  return plainFamilyNamed(name).title;
}

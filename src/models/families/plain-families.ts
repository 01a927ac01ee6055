import type { FamilyName } from '../facts/family-name.ts';
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

const byName: { readonly [Name in FamilyName]: PlainFamily<Name> } = {
  'claude-messages': plainClaude,
  converse: plainConverse,
  'openai-chat': plainOpenAI,
  'nova-messages': plainNova,
  llama: plainLlama,
  'mistral-chat': plainMistralChat,
  'mistral-completion': plainMistralCompletion,
  'titan-text-embeddings': plainTitan,
  'titan-multimodal-embeddings': plainTitanMultimodal,
  'nova-multimodal-embeddings': plainNovaEmbedding,
};

/** All model families of this version, without their schemas. */
export const plainFamilies: readonly PlainFamily<FamilyName>[] = Object.values(byName);

/** Gives what is known of a family without its schema. */
export function plainFamilyNamed(name: FamilyName): PlainFamily<FamilyName> {
  return byName[name];
}

/** What people call a family, known without loading a schema. */
export function titleOf(name: FamilyName): string {
  return plainFamilyNamed(name).title;
}

import type { PlainModel } from '../plain/plain-model.ts';
import { shapeOfTree } from '../plain/plain-tree.ts';
import type { Shape } from '../shape/shape.ts';
import { plainClaude } from './claude-messages/plain.ts';
import { plainConverse } from './converse/plain.ts';
import type { FamilyName } from './family-titles.ts';
import { plainLlama } from './llama/plain.ts';
import { plainMistralChat } from './mistral-chat/plain.ts';
import { plainMistralCompletion } from './mistral-completion/plain.ts';
import { plainNova } from './nova-messages/plain.ts';
import { plainNovaEmbedding } from './nova-multimodal-embeddings/plain.ts';
import { plainOpenAI } from './openai-chat/plain.ts';
import { plainTitanMultimodal } from './titan-multimodal-embeddings/plain.ts';
import { plainTitan } from './titan-text-embeddings/plain.ts';

/** Model inputs that are right beyond doubt, as most are. */
export interface PlainForm {
  /** What the schema takes and no rule finds anything in. */
  readonly shape: Shape;
  /** Longest record of which that is true, in bytes. */
  readonly recordBytes: number;
}

/** A record this long holds no image of more than 3.75 MB: base64 has four characters for three bytes. */
const LARGEST_PLAIN_RECORD = 5_000_000;

const plainModels: Readonly<Record<FamilyName, PlainModel>> = {
  'claude-messages': plainClaude,
  converse: plainConverse,
  llama: plainLlama,
  'mistral-chat': plainMistralChat,
  'mistral-completion': plainMistralCompletion,
  'nova-messages': plainNova,
  'nova-multimodal-embeddings': plainNovaEmbedding,
  'openai-chat': plainOpenAI,
  'titan-multimodal-embeddings': plainTitanMultimodal,
  'titan-text-embeddings': plainTitan,
};

/**
 * Gives the plain form of a family's model inputs for one model: narrower than the family's schema, so that neither the schema nor any
 * rule finds anything in it. What is not plain may be right too; it is looked at closer.
 *
 * @param family Family of {@link families}, or its name in an object: no schema is needed.
 * @param foundationModel Bare id; some rules hold for some models only.
 * @returns The form; the same at each call.
 *
 * @example What needs no closer look
 * ```ts
 * import { familyOf, plainFormOf } from 'bedrock-batch';
 *
 * const family = familyOf('amazon.titan-embed-text-v2:0');
 * const form = family && plainFormOf(family, 'amazon.titan-embed-text-v2:0');
 * console.assert(form?.shape.nodes[0]?.kind === 'object');
 * ```
 */
export function plainFormOf(
  family: { readonly name: FamilyName },
  foundationModel: string | undefined,
): PlainForm {
  const tree = plainModels[family.name](foundationModel);
  return { shape: shapeOfTree(tree), recordBytes: LARGEST_PLAIN_RECORD };
}

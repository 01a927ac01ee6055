import { base64Of } from '../../media/plain-image.ts';
import type { PlainModel } from '../../plain/plain-model.ts';
import { either, object, oneOf, text } from '../../plain/plain-tree.ts';
import { charactersOfTokens } from '../../texts/long-text.ts';
import type { PlainFamily } from '../plain-family.ts';
import { MOST_TOKENS, titanMultimodalCeilings } from './bounds.ts';

const embeddingConfig = object({}, { outputEmbeddingLength: oneOf(256, 384, 1024) });
const inputText = text({ min: 1, max: charactersOfTokens(MOST_TOKENS), refuses: 'blank' });

const inputImage = base64Of('png', 'jpeg');

/** Texts and images to embed: one of them, or both. */
const plain: PlainModel = () =>
  either(
    object({ inputText }, { inputImage, embeddingConfig }),
    object({ inputImage }, { embeddingConfig }),
  );

/** Titan Multimodal Embeddings G1 without a schema. */
export const plainTitanMultimodal: PlainFamily<'titan-multimodal-embeddings'> = {
  name: 'titan-multimodal-embeddings',
  title: 'Titan Multimodal Embeddings G1',
  plain,
  ceilings: titanMultimodalCeilings,
};

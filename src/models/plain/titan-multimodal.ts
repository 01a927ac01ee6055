import { TITAN_MULTIMODAL_TOKENS } from '../input-ceilings.ts';
import { charactersOfTokens } from '../long-text.ts';
import type { PlainModel } from './plain-model.ts';
import { base64, either, object, oneOf, text } from './plain-tree.ts';

const embeddingConfig = object({}, { outputEmbeddingLength: oneOf(256, 384, 1024) });
const inputText = text({ min: 1, max: charactersOfTokens(TITAN_MULTIMODAL_TOKENS) });

/** Texts and images to embed: one of them, or both. */
export const plainTitanMultimodal: PlainModel = () =>
  either(
    object({ inputText }, { inputImage: base64, embeddingConfig }),
    object({ inputImage: base64 }, { embeddingConfig }),
  );

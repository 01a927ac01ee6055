import type { PlainModel } from '../../plain/plain-model.ts';
import { boolean, list, object, oneOf, text } from '../../plain/plain-tree.ts';
import type { PlainFamily } from '../plain-family.ts';
import { MOST_CHARACTERS, titanCeilings } from './bounds.ts';

/** Texts to embed. */
const plain: PlainModel = () =>
  object(
    { inputText: text({ min: 1, max: MOST_CHARACTERS, refuses: 'blank' }) },
    {
      dimensions: oneOf(1024, 512, 256),
      normalize: boolean,
      embeddingTypes: list(oneOf('float', 'binary')),
    },
  );

/** Titan Text Embeddings V2 without a schema. */
export const plainTitan: PlainFamily<'titan-text-embeddings'> = {
  name: 'titan-text-embeddings',
  title: 'Titan Text Embeddings V2',
  plain,
  ceilings: titanCeilings,
};

import type { PlainModel } from '../../plain/plain-model.ts';
import { boolean, list, object, oneOf, text } from '../../plain/plain-tree.ts';

/** Characters that one text is believed to have at most. */
const MOST_CHARACTERS = 50_000;

/** Texts to embed. */
export const plainTitan: PlainModel = () =>
  object(
    { inputText: text({ min: 1, max: MOST_CHARACTERS }) },
    {
      dimensions: oneOf(1024, 512, 256),
      normalize: boolean,
      embeddingTypes: list(oneOf('float', 'binary')),
    },
  );

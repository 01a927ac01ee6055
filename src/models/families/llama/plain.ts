import { type PlainModel, tokens, undoubted } from '../../plain/plain-model.ts';
import { object, words } from '../../plain/plain-tree.ts';
import type { PlainFamily } from '../plain-family.ts';
import { llamaNumbers } from './bounds.ts';

/** Llama prompts of text. */
const plain: PlainModel = (foundationModel) =>
  object(
    { prompt: words },
    {
      max_gen_len: tokens(foundationModel),
      temperature: undoubted(llamaNumbers.temperature),
      top_p: undoubted(llamaNumbers.top_p),
    },
  );

/** Llama without a schema. */
export const plainLlama: PlainFamily<'llama'> = {
  name: 'llama',
  title: 'Llama',
  plain,
  ceilings: [],
};

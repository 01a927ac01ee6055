import { type PlainModel, tokens, unit } from '../../plain/plain-model.ts';
import { object, text } from '../../plain/plain-tree.ts';
import type { PlainFamily } from '../plain-family.ts';

/** Llama prompts of text. */
const plain: PlainModel = (foundationModel) =>
  object(
    { prompt: text() },
    { max_gen_len: tokens(foundationModel), temperature: unit, top_p: unit },
  );

/** Llama without a schema. */
export const plainLlama: PlainFamily<'llama'> = {
  name: 'llama',
  title: 'Llama',
  plain,
};

import { type PlainModel, tokens, unit } from '../../plain/plain-model.ts';
import { object, text } from '../../plain/plain-tree.ts';

/** Llama prompts of text. */
export const plainLlama: PlainModel = (foundationModel) =>
  object(
    { prompt: text() },
    { max_gen_len: tokens(foundationModel), temperature: unit, top_p: unit },
  );

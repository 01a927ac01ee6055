import { type PlainModel, tokens, unit } from '../../plain/plain-model.ts';
import { int, list, object, text } from '../../plain/plain-tree.ts';

/** Mistral prompts of text. */
export const plainMistralCompletion: PlainModel = (foundationModel) =>
  object(
    { prompt: text() },
    {
      max_tokens: tokens(foundationModel),
      stop: list(text(), { max: 10 }),
      temperature: unit,
      top_p: unit,
      top_k: int(0, 200),
    },
  );

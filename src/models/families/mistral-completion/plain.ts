import { type PlainModel, tokens, unit } from '../../plain/plain-model.ts';
import { int, list, object, text } from '../../plain/plain-tree.ts';
import type { PlainFamily } from '../plain-family.ts';

/** Mistral prompts of text. */
const plain: PlainModel = (foundationModel) =>
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

/** Mistral text completion without a schema. */
export const plainMistralCompletion: PlainFamily<'mistral-completion'> = {
  name: 'mistral-completion',
  title: 'Mistral text completion',
  plain,
};

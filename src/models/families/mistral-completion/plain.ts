import { type PlainModel, tokens, undoubted } from '../../plain/plain-model.ts';
import { int, list, object, text, words } from '../../plain/plain-tree.ts';
import type { PlainFamily } from '../plain-family.ts';
import { MOST_STOPS, mistralCompletionNumbers } from './bounds.ts';

/** Mistral prompts of text. */
const plain: PlainModel = (foundationModel) =>
  object(
    { prompt: words },
    {
      max_tokens: tokens(foundationModel),
      stop: list(text(), { max: MOST_STOPS }),
      temperature: undoubted(mistralCompletionNumbers.temperature),
      top_p: undoubted(mistralCompletionNumbers.top_p),
      top_k: int(0, 200),
    },
  );

/** Mistral text completion without a schema. */
export const plainMistralCompletion: PlainFamily<'mistral-completion'> = {
  name: 'mistral-completion',
  title: 'Mistral text completion',
  plain,
  ceilings: [],
};

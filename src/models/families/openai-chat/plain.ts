import { type PlainModel, tokens, unit } from '../../plain/plain-model.ts';
import { either, list, number, object, oneOf, text } from '../../plain/plain-tree.ts';

const textPart = object({ type: oneOf('text'), text: text() });

const message = object({
  role: oneOf('system', 'developer', 'user', 'assistant'),
  content: either(text(), list(textPart)),
});

/** Chat completions of text. Some models take none without a bound on the answer, so that it is always asked for. */
export const plainOpenAI: PlainModel = (foundationModel) =>
  object(
    { messages: list(message, { min: 1 }), max_tokens: tokens(foundationModel) },
    {
      temperature: number(0, 2),
      top_p: unit,
      stop: either(text(), list(text())),
      reasoning_effort: oneOf('low', 'medium', 'high'),
    },
  );

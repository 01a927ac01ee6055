import { chatTools } from '../../plain/marked-tools.ts';
import { type PlainModel, tokens, unit } from '../../plain/plain-model.ts';
import {
  either,
  list,
  number,
  object,
  oneOf,
  type PlainMembers,
  type PlainTree,
  text,
  words,
} from '../../plain/plain-tree.ts';
import { quietMembers } from '../../plain/quiet-members.ts';
import type { PlainFamily } from '../plain-family.ts';
import { stopInDoubt } from './keys.ts';

const textPart = object({ type: oneOf('text'), text: words });

const message = object({
  role: oneOf('system', 'developer', 'user', 'assistant'),
  content: either(words, list(textPart, { min: 1 })),
});

/** Chat completions of text. Some models take none without a bound on the answer, so that it is always asked for. */
const plain: PlainModel = (foundationModel) => withMore(foundationModel);

/** The same with tools, of which all are said to be in doubt. */
const withTools: PlainModel = (foundationModel) =>
  withMore(foundationModel, chatTools.required, chatTools.optional);

function withMore(
  foundationModel: string | undefined,
  required: PlainMembers = {},
  optional: PlainMembers = {},
): PlainTree {
  return object(
    { messages: list(message, { min: 1 }), max_tokens: tokens(foundationModel), ...required },
    {
      ...optional,
      temperature: number(0, 2),
      top_p: unit,
      ...quietMembers(
        { rules: [stopInDoubt], body: {}, foundationModel },
        { stop: { value: either(text(), list(text())), sample: 'x' } },
      ),
      reasoning_effort: oneOf('low', 'medium', 'high'),
    },
  );
}

/** OpenAI-style chat without a schema. */
export const plainOpenAI: PlainFamily<'openai-chat'> = {
  name: 'openai-chat',
  title: 'OpenAI-style chat',
  plain,
  marked: withTools,
  ceilings: [],
};

import { chatTools } from '../../plain/marked-tools.ts';
import { type PlainModel, tokens, unit } from '../../plain/plain-model.ts';
import {
  list,
  object,
  oneOf,
  type PlainMembers,
  type PlainTree,
  words,
} from '../../plain/plain-tree.ts';
import type { PlainFamily } from '../plain-family.ts';

const chatMessage = object({ role: oneOf('system', 'user', 'assistant'), content: words });

/** Mistral chats without tools. */
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
    { messages: list(chatMessage, { min: 1 }), ...required },
    { max_tokens: tokens(foundationModel), temperature: unit, top_p: unit, ...optional },
  );
}

/** Mistral chat without a schema. */
export const plainMistralChat: PlainFamily<'mistral-chat'> = {
  name: 'mistral-chat',
  title: 'Mistral chat',
  plain,
  marked: withTools,
  ceilings: [],
};

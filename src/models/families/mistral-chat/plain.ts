import { type PlainModel, tokens, unit } from '../../plain/plain-model.ts';
import { list, object, oneOf, words } from '../../plain/plain-tree.ts';
import type { PlainFamily } from '../plain-family.ts';

const chatMessage = object({ role: oneOf('system', 'user', 'assistant'), content: words });

/** Mistral chats without tools. */
const plain: PlainModel = (foundationModel) =>
  object(
    { messages: list(chatMessage, { min: 1 }) },
    { max_tokens: tokens(foundationModel), temperature: unit, top_p: unit },
  );

/** Mistral chat without a schema. */
export const plainMistralChat: PlainFamily<'mistral-chat'> = {
  name: 'mistral-chat',
  title: 'Mistral chat',
  plain,
  ceilings: [],
};

import { type PlainModel, tokens, unit } from '../../plain/plain-model.ts';
import { list, object, oneOf, text } from '../../plain/plain-tree.ts';

const chatMessage = object({ role: oneOf('system', 'user', 'assistant'), content: text() });

/** Mistral chats without tools. */
export const plainMistralChat: PlainModel = (foundationModel) =>
  object(
    { messages: list(chatMessage, { min: 1 }) },
    { max_tokens: tokens(foundationModel), temperature: unit, top_p: unit },
  );

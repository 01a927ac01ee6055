import { type PlainModel, tokens, unit } from '../../plain/plain-model.ts';
import { int, list, object, oneOf, text } from '../../plain/plain-tree.ts';

/** Llama prompts of text. */
export const plainLlama: PlainModel = (foundationModel) =>
  object(
    { prompt: text() },
    { max_gen_len: tokens(foundationModel), temperature: unit, top_p: unit },
  );

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

const chatMessage = object({ role: oneOf('system', 'user', 'assistant'), content: text() });

/** Mistral chats without tools. */
export const plainMistralChat: PlainModel = (foundationModel) =>
  object(
    { messages: list(chatMessage, { min: 1 }) },
    { max_tokens: tokens(foundationModel), temperature: unit, top_p: unit },
  );

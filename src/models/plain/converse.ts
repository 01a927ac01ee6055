import { type PlainModel, tokens, unit } from './plain-model.ts';
import { base64, either, list, object, oneOf, text } from './plain-tree.ts';

const textBlock = object({ text: text() });

const image = object({
  image: object({
    format: oneOf('png', 'jpeg', 'gif', 'webp'),
    source: object({ bytes: base64 }),
  }),
});

/** Images come only from the user, and at most 20 to a message. */
const message = either(
  object({ role: oneOf('assistant'), content: list(textBlock) }),
  object({
    role: oneOf('user'),
    content: either(list(textBlock), list(either(textBlock, image), { max: 20 })),
  }),
);

/** Converse bodies of text and images. */
export const plainConverse: PlainModel = (foundationModel) =>
  object(
    { messages: list(message, { min: 1 }) },
    {
      system: list(object({ text: text({ min: 1 }) })),
      inferenceConfig: object(
        {},
        {
          maxTokens: tokens(foundationModel),
          temperature: unit,
          topP: unit,
          stopSequences: list(text({ min: 1 }), { max: 2500 }),
        },
      ),
    },
  );

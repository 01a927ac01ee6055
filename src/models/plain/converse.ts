import { z } from 'zod';
import { type PlainSchema, tokens, unit } from './plain-schema.ts';

const text = z.strictObject({ text: z.string() });

const image = z.strictObject({
  image: z.strictObject({
    format: z.enum(['png', 'jpeg', 'gif', 'webp']),
    source: z.strictObject({ bytes: z.base64() }),
  }),
});

/** Images come only from the user, and at most 20 to a message. */
const message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('assistant'), content: z.array(text) }),
  z.strictObject({
    role: z.literal('user'),
    content: z.union([z.array(text), z.array(z.union([text, image])).max(20)]),
  }),
]);

/** Converse bodies of text and images. */
export const plainConverse: PlainSchema = (context) =>
  z.strictObject({
    messages: z.array(message).min(1),
    system: z.array(z.strictObject({ text: z.string().min(1) })).optional(),
    inferenceConfig: z
      .strictObject({
        maxTokens: tokens(context).optional(),
        temperature: unit.optional(),
        topP: unit.optional(),
        stopSequences: z.array(z.string().min(1)).max(2500).optional(),
      })
      .optional(),
  });

import { z } from 'zod';
import { type PlainSchema, tokens, unit } from './plain-schema.ts';

const text = z.strictObject({ text: z.string() });

const image = z.strictObject({
  image: z.strictObject({
    format: z.enum(['png', 'jpeg', 'gif', 'webp']),
    source: z.strictObject({ bytes: z.base64() }),
  }),
});

const sampleImage = { image: { format: 'png', source: { bytes: '' } } };

/** Below it the rules have doubts. */
const LEAST_TEMPERATURE = 0.00001;

/** Nova messages of text, and of images where the model takes them. */
export const plainNova: PlainSchema = (context) => {
  const seesImages = context.isQuiet({ messages: [{ role: 'user', content: [sampleImage] }] });
  const block = seesImages ? z.union([text, image]) : text;
  return z.strictObject({
    schemaVersion: z.literal('messages-v1').optional(),
    messages: z
      .array(z.strictObject({ role: z.enum(['user', 'assistant']), content: z.array(block) }))
      .min(1),
    system: z.array(text).optional(),
    inferenceConfig: z
      .strictObject({
        maxTokens: tokens(context).optional(),
        temperature: z.number().min(LEAST_TEMPERATURE).max(1).optional(),
        topP: unit.optional(),
        topK: z.int().min(0).max(128).optional(),
        stopSequences: z.array(z.string()).optional(),
      })
      .optional(),
  });
};

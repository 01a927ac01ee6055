// @ts-check
import { z } from 'zod';

const block = z.union([
  z.object({ type: z.literal('text'), text: z.string().min(1) }),
  z.object({
    type: z.literal('image'),
    source: z.object({ type: z.literal('base64'), media_type: z.string(), data: z.string() }),
  }),
]);

/** What people write for the messages of the corpora: much less than the package knows of them. */
export const chatModelInput = z.object({
  anthropic_version: z.literal('bedrock-2023-05-31'),
  max_tokens: z.int().min(1),
  temperature: z.number().min(0).max(1).optional(),
  system: z.string().optional(),
  messages: z
    .array(
      z.object({
        role: z.enum(['user', 'assistant']),
        content: z.union([z.string().min(1), z.array(block)]),
      }),
    )
    .min(1),
});

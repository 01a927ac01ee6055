import { z } from 'zod';
import { claudeTextBlock } from '../anthropic/blocks.ts';
import { ANTHROPIC_VERSION } from '../anthropic/schema.ts';
import { claudeToolChoice } from '../anthropic/tools.ts';
import { freeObject } from '../free-object.ts';
import { type PlainSchema, quietMembers, tokens, unit } from './plain-schema.ts';

const text = claudeTextBlock;

const image = z.strictObject({
  type: z.literal('image'),
  source: z.strictObject({
    type: z.literal('base64'),
    media_type: z.enum(['image/jpeg', 'image/png', 'image/gif', 'image/webp']),
    data: z.base64(),
  }),
});

const toolUse = z.strictObject({
  type: z.literal('tool_use'),
  id: z.string(),
  name: z.string(),
  input: freeObject,
});

const toolResult = z.strictObject({
  type: z.literal('tool_result'),
  tool_use_id: z.string(),
  content: z.union([z.string(), z.array(text)]).optional(),
  is_error: z.boolean().optional(),
});

const tool = z.strictObject({
  name: z.string(),
  type: z.literal('custom').optional(),
  description: z.string().optional(),
  input_schema: freeObject,
});

function messages(blocks: z.ZodType): z.ZodType {
  const content = z.union([z.string(), blocks]);
  return z.strictObject({ role: z.enum(['user', 'assistant']), content });
}

const withoutImages = messages(z.array(z.union([text, toolUse, toolResult])));
/** However they are spread, they are at most 20 images. */
const withImages = (most: number) => messages(z.array(z.union([text, image])).max(most));

/** Claude messages of text, tools and up to 20 images. */
export const plainClaude: PlainSchema = (context) =>
  z.strictObject({
    anthropic_version: z.literal(ANTHROPIC_VERSION),
    max_tokens: tokens(context),
    messages: z.union([
      z.array(withoutImages).min(1),
      z.array(withImages(5)).min(1).max(4),
      z.array(withImages(20)).min(1).max(1),
    ]),
    system: z.union([z.string(), z.array(text)]).optional(),
    stop_sequences: z.array(z.string()).max(8191).optional(),
    tools: z.array(tool).optional(),
    tool_choice: claudeToolChoice.optional(),
    ...quietMembers(context, {
      temperature: { schema: unit, sample: 0.5 },
      top_p: { schema: unit, sample: 0.5 },
      top_k: { schema: z.int().min(0).max(500), sample: 5 },
    }),
  });

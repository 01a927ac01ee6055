import { z } from 'zod';
import { type PlainSchema, tokens, unit } from './plain-schema.ts';

const text = z.strictObject({ type: z.literal('text'), text: z.string() });

const message = z.strictObject({
  role: z.enum(['system', 'developer', 'user', 'assistant']),
  content: z.union([z.string(), z.array(text)]),
});

/** Chat completions of text. Some models take none without a bound on the answer, so that it is always asked for. */
export const plainOpenAI: PlainSchema = (context) =>
  z.strictObject({
    messages: z.array(message).min(1),
    max_tokens: tokens(context),
    temperature: z.number().min(0).max(2).optional(),
    top_p: unit.optional(),
    stop: z.union([z.string(), z.array(z.string())]).optional(),
    reasoning_effort: z.enum(['low', 'medium', 'high']).optional(),
  });

import { z } from 'zod';
import { type PlainSchema, tokens, unit } from './plain-schema.ts';

/** Llama prompts of text. */
export const plainLlama: PlainSchema = (context) =>
  z.strictObject({
    prompt: z.string(),
    max_gen_len: tokens(context).optional(),
    temperature: unit.optional(),
    top_p: unit.optional(),
  });

/** Mistral prompts of text. */
export const plainMistralCompletion: PlainSchema = (context) =>
  z.strictObject({
    prompt: z.string(),
    max_tokens: tokens(context).optional(),
    stop: z.array(z.string()).max(10).optional(),
    temperature: unit.optional(),
    top_p: unit.optional(),
    top_k: z.int().min(0).max(200).optional(),
  });

/** Mistral chats without tools. */
export const plainMistralChat: PlainSchema = (context) =>
  z.strictObject({
    messages: z
      .array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))
      .min(1),
    max_tokens: tokens(context).optional(),
    temperature: unit.optional(),
    top_p: unit.optional(),
  });

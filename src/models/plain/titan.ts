import { z } from 'zod';
import type { PlainSchema } from './plain-schema.ts';

/** Characters that one text is believed to have at most. */
const MOST_CHARACTERS = 50_000;

/** Texts to embed. */
export const plainTitan: PlainSchema = () =>
  z.strictObject({
    inputText: z.string().min(1).max(MOST_CHARACTERS),
    dimensions: z.literal([1024, 512, 256]).optional(),
    normalize: z.boolean().optional(),
    embeddingTypes: z.array(z.enum(['float', 'binary'])).optional(),
  });

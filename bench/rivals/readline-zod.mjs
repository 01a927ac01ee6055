// @ts-check
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { sayFigures } from '../e2e/programs/say-figures.mjs';

// what people write: lines by readline, JSON.parse, a schema, ids in a Set
const block = z.union([
  z.object({ type: z.literal('text'), text: z.string().min(1) }),
  z.object({
    type: z.literal('image'),
    source: z.object({ type: z.literal('base64'), media_type: z.string(), data: z.string() }),
  }),
]);
const record = z.object({
  recordId: z.string(),
  modelInput: z.object({
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
  }),
});

const [file = ''] = process.argv.slice(2);
const ids = new Set();
for await (const line of createInterface({ input: createReadStream(file) })) {
  ids.add(record.parse(JSON.parse(line)).recordId);
}
sayFigures({ records: ids.size });

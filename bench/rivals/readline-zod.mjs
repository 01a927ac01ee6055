// @ts-check
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { chatModelInput } from '../chat-schema.mjs';
import { sayFigures } from '../e2e/programs/say-figures.mjs';

// what people write: lines by readline, JSON.parse, a schema, ids in a Set
const record = z.object({ recordId: z.string(), modelInput: chatModelInput });

const [file = ''] = process.argv.slice(2);
const ids = new Set();
for await (const line of createInterface({ input: createReadStream(file) })) {
  ids.add(record.parse(JSON.parse(line)).recordId);
}
sayFigures({ records: ids.size });

// @ts-check
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { chatModelInput } from '../chat-schema.mjs';
import { sayFigures } from '../e2e/programs/say-figures.mjs';

// what people write for files that may be wrong: the first faults are kept, all are counted
const KEPT = 1000;
const record = z.object({ recordId: z.string(), modelInput: chatModelInput });

const [file = ''] = process.argv.slice(2);
const ids = new Set();
const kept = [];
let wrong = 0;
let line = 0;
for await (const text of createInterface({ input: createReadStream(file) })) {
  line += 1;
  const value = JSON.parse(text);
  const parsed = record.safeParse(value);
  ids.add(value.recordId);
  if (parsed.success) continue;
  wrong += 1;
  if (kept.length < KEPT) kept.push({ line, issues: parsed.error.issues });
}
if (wrong !== line) throw new Error(`${line - wrong} records are right`);
sayFigures({ records: ids.size });

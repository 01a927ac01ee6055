// @ts-check
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { sayFigures } from '../e2e/programs/say-figures.mjs';

// nothing but the ids, each once: what a Set of them takes
const [file = ''] = process.argv.slice(2);
const ids = new Set();
for await (const line of createInterface({ input: createReadStream(file) })) {
  const { recordId } = JSON.parse(line);
  if (ids.has(recordId)) throw new Error(`${recordId} is used twice`);
  ids.add(recordId);
}
sayFigures({ records: ids.size });

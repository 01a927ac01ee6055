// @ts-check
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { sayFigures } from '../e2e/programs/say-figures.mjs';
import { recordLine } from './record-line.mjs';

const [source = '', out = ''] = process.argv.slice(2);
let records = 0;

async function* lines() {
  for await (const line of createInterface({ input: createReadStream(source) })) {
    records += 1;
    yield recordLine(JSON.parse(line));
  }
}

await pipeline(lines, createWriteStream(out));
sayFigures({ records });

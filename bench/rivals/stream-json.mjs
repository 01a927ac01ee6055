// @ts-check
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { streamArray } from 'stream-json/streamers/stream-array.js';
import { sayFigures } from '../e2e/programs/say-figures.mjs';
import { recordLine } from './record-line.mjs';

const [source = '', out = ''] = process.argv.slice(2);
let records = 0;

/** @param {AsyncIterable<{ value: import('./record-line.mjs').Row }>} elements */
async function* linesOf(elements) {
  for await (const { value } of elements) {
    records += 1;
    yield recordLine(value);
  }
}

await pipeline(
  createReadStream(source),
  streamArray.withParserAsStream(),
  linesOf,
  createWriteStream(out),
);
sayFigures({ records });

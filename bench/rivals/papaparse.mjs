// @ts-check
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import Papa from 'papaparse';
import { sayFigures } from '../e2e/programs/say-figures.mjs';
import { recordLine } from './record-line.mjs';

const [source = '', out = ''] = process.argv.slice(2);
let records = 0;

/** @param {AsyncIterable<import('./record-line.mjs').Row>} rows */
async function* linesOf(rows) {
  for await (const row of rows) {
    records += 1;
    yield recordLine(row);
  }
}

await pipeline(
  createReadStream(source),
  Papa.parse(Papa.NODE_STREAM_INPUT, { header: true }),
  linesOf,
  createWriteStream(out),
);
sayFigures({ records });

// @ts-check
import { closeSync, openSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import { openRun } from 'bedrock-batch';
import { openSource } from 'bedrock-batch/builders';
import { formatOutcome, readOutcomes } from 'bedrock-batch/results';
import { sayFigures } from './say-figures.mjs';

const BATCH = 1 << 16;

const [folder = '', path = ''] = process.argv.slice(2);
const run = await openRun(folder);
const out = openSync(devNull, 'w');
const source = path === '' ? undefined : openSource(path);
let records = 0;
let lines = '';
for await (const outcome of readOutcomes(run, {
  source,
  endpoint: process.env['AWS_ENDPOINT_URL'],
})) {
  records += 1;
  lines += `${formatOutcome(outcome)}\n`;
  if (lines.length < BATCH) continue;
  writeSync(out, lines);
  lines = '';
}
writeSync(out, lines);
closeSync(out);
sayFigures({ records });

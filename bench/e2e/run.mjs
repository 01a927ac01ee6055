// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale } from '../../scripts/build.mjs';
import { formatSize, parseSize } from '../size.mjs';
import { CASES } from './cases.mjs';
import { compare } from './compare.mjs';
import { machine } from './machine.mjs';
import { shareText } from './share-accepted.mjs';
import { tableOf } from './table.mjs';

const USAGE = `npm run bench -- [options]

  --size SIZE    Bytes of a corpus: 100MB (default), 1GB
  --runs N       Runs of each program: 5 (default); more where a run is short
  --only NAME    Only cases whose names begin so; may be repeated
  --alone        Leave the rivals out, such as for memory: --only validate-chat --size 5GB --alone
  --save NAME    Keep the figures in bench/results/NAME.json, else in bench/out/latest.json

Cases: ${CASES.map(({ name }) => name).join(', ')}`;

const { values: options } = parseArgs({
  options: {
    size: { type: 'string', default: '100MB' },
    runs: { type: 'string', default: '5' },
    only: { type: 'string', multiple: true, default: [''] },
    alone: { type: 'boolean', default: false },
    save: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) console.log(USAGE);
else await bench(parseSize(options.size), Number(options.runs));

/** @param {number} bytes @param {number} runs */
async function bench(bytes, runs) {
  const chosen = CASES.filter(({ name }) => options.only.some((start) => name.startsWith(start)));
  if (chosen.length === 0) throw new Error(`There is no such case\n\n${USAGE}`);
  if (!(Number.isInteger(runs) && runs > 0)) throw new Error(`--runs is "${options.runs}"`);
  await buildIfStale();
  const before = machine();
  const cases = [];
  for (const one of chosen) {
    console.error(`${one.name}, ${formatSize(bytes)}, ${runs} runs of each`);
    cases.push(await compare(one, { bytes, runs, alone: options.alone }));
  }
  const { loadAverage } = machine();
  const file = keep({
    machine: { ...before, loadAverageAfter: loadAverage },
    size: formatSize(bytes),
    runs,
    cases,
  });
  console.log(`${tableOf(cases)}\n`);
  for (const { name, share } of cases) if (share) console.log(shareText(name, share));
  console.error(`Kept in ${path.relative('.', file)}`);
}

/** @param {object} figures @returns {string} Path of the file they are kept in. */
function keep(figures) {
  const place = options.save === undefined ? 'out/latest.json' : `results/${options.save}.json`;
  const file = path.resolve(import.meta.dirname, '..', place);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
  return file;
}

// @ts-check
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz, judgeAgain } from './fuzz/fuzz.ts';
import { readReproduction, saveReproduction } from './fuzz/reproduction.ts';
import { REPOSITORY } from './repository.mjs';

const USAGE = `npm run fuzz -- [options]

Feeds the engines, the scanner and the reporters with bytes, most of them nearly right, and fails where something is thrown, hangs,
or where two that must agree do not: JSON.parse, both engines, the schemas, the rules, any way to cut the bytes, lines judged by another thread.

  --seconds N     Stop after so long: 60 (default)
  --inputs N      Stop after so many inputs; default: no bound
  --seed N        Begin with this seed; default: the time. The same seed gives the same input
  --reproduce F   Judge an input again that was kept when it failed`;

/** Where inputs are kept that failed; git ignores it. */
const FAILURES = path.join(REPOSITORY, '.tmp/fuzz');

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    inputs: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
    reproduce: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) console.log(USAGE);
else if (options.reproduce === undefined) await search();
else reproduce(options.reproduce);

async function search() {
  const seed = numberOf('seed');
  console.log(`Fuzzing from seed ${seed} on`);
  const done = await fuzz({ seed, inputs: numberOf('inputs'), seconds: numberOf('seconds') });
  if (done.found === undefined) {
    const share = Math.round((100 * done.accepted) / Math.max(1, done.lines));
    console.log(
      `${done.inputs} inputs of ${done.lines} lines, ${share} % of them accepted: nothing is wrong`,
    );
    return;
  }
  const file = path.relative('.', saveReproduction(FAILURES, done.found));
  console.error(
    `Seed ${done.found.seed}, ${JSON.stringify(done.found.subject)}: ${done.found.wrong}`,
  );
  console.error(
    `Again: npm run fuzz -- --reproduce ${file}\n  or: npm run fuzz -- --inputs 1 --seed ${done.found.seed}`,
  );
  process.exitCode = 1;
}

/** @param {string} file */
function reproduce(file) {
  const { subject, input } = readReproduction(file);
  const wrong = judgeAgain(subject, input);
  console.log(wrong === undefined ? 'Nothing is wrong any more' : wrong);
  process.exitCode = wrong === undefined ? 0 : 1;
}

/** @param {'seed' | 'inputs' | 'seconds'} name @returns {number} */
function numberOf(name) {
  const number = Number(options[name]);
  if (number >= 0) return number;
  throw new Error(`--${name} is "${options[name]}"\n\n${USAGE}`);
}

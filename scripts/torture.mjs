// @ts-check
import { parseArgs } from 'node:util';
import { buildIfStale } from './build.mjs';

/** @typedef {import('../test/torture/torture.ts').Torture} Torture */

/** Each torture: a module that exports it under its name. @type {Readonly<Record<string, () => Promise<Torture>>>} */
const TORTURES = {
  faults: async () => (await import('../test/torture/faults/faults.ts')).faults,
  kills: async () => {
    await buildIfStale();
    return (await import('../test/torture/kills/kills.ts')).kills;
  },
  races: async () => {
    await buildIfStale();
    return (await import('../test/torture/races/races.ts')).races;
  },
};

const USAGE = `npm run torture -- <${Object.keys(TORTURES).join('|')}|all> [options]

Does to the command what the world does, far more often than \`npm run check\`, and judges what is left: jobs as the emulator
counts them, outcomes, objects, parts, files. Ends with "N tried, N right", and with 1 where something is not.

  --only TEXT   Only what has TEXT in its name
  --most N      At most N tries of each
  --seed N      Draw from this seed; default: 1
  --render      Write what was found, now and in runs before (.tmp/torture), into docs/reliability.md`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    most: { type: 'string' },
    seed: { type: 'string', default: '1' },
    render: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [name = ''] = positionals;

if (options.help || (name !== 'all' && !Object.hasOwn(TORTURES, name))) {
  (options.help ? console.log : console.error)(USAGE);
  process.exitCode = options.help ? 0 : 2;
} else {
  for (const chosen of name === 'all' ? Object.keys(TORTURES) : [name]) await torture(chosen);
}

/** @param {string} chosen */
async function torture(chosen) {
  const one = await TORTURES[chosen]?.();
  if (one === undefined) return;
  console.log(`${chosen}: ${one.title}`);
  const started = performance.now();
  const { tried, wrong } = await one.run({
    ...{ seed: numberOf('seed') ?? 1, only: options.only, most: numberOf('most') },
    render: options.render,
    tell: (line) => console.log(line),
  });
  for (const paragraph of wrong) console.error(`\nWRONG  ${paragraph}`);
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`\n${chosen}: ${tried} tried, ${tried - wrong.length} right (${seconds} s)`);
  if (wrong.length > 0 || tried === 0) process.exitCode = 1;
}

/** @param {'seed' | 'most'} option @returns {number | undefined} */
function numberOf(option) {
  const text = options[option];
  const number = Number(text ?? 0);
  if (!Number.isInteger(number) || number < 0)
    throw new Error(`--${option} is "${text}"\n\n${USAGE}`);
  return text === undefined ? undefined : number;
}

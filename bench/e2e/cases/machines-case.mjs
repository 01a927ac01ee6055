// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { corpus } from '../../corpora/generate.mjs';
import { MAX_TOKENS, MODEL, PROMPT } from '../../subject.mjs';
import { measure } from '../measure.mjs';
import { BUCKET, startEmulator } from '../server-process.mjs';
import { command, OUT } from '../variant.mjs';

/** @typedef {import('../measure.mjs').Figures} Figures */

const FOLDER = path.join(OUT, 'machines');
const EMULATOR = path.join(OUT, 'emulator');
const BUILDING = ['--model', MODEL, '--prompt', PROMPT, '--max-tokens', String(MAX_TOKENS)];
const QUIET = ['--json', '--quiet'];

/** @param {readonly string[]} argv @param {NodeJS.ProcessEnv} env Runs a command that is not measured. */
function prepared([program = '', ...args], env) {
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = ['ignore', 'ignore', 'inherit', 'pipe'];
  const { status } = spawnSync(program, args, { env: { ...process.env, ...env }, stdio });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
}

/** @param {readonly Figures[]} all @param {(seconds: readonly number[]) => number} time @returns {Figures} What several processes took. */
function together(all, time) {
  const sum = (/** @type {(figures: Figures) => number} */ of) =>
    all.reduce((total, figures) => total + of(figures), 0);
  return {
    seconds: time(all.map(({ seconds }) => seconds)),
    cpuSeconds: sum(({ cpuSeconds }) => cpuSeconds),
    rssBytes: Math.max(...all.map(({ rssBytes }) => rssBytes)),
    records: Math.max(...all.map(({ records }) => records)),
  };
}

/** One behind the other. @param {readonly number[]} seconds */
const inTurn = (seconds) => seconds.reduce((sum, one) => sum + one, 0);
/** All at once. @param {readonly number[]} seconds */
const atOnce = (seconds) => Math.max(...seconds);

/** @param {string} source @param {NodeJS.ProcessEnv} env */
function ways(source, env) {
  let runs = 0;
  const place = () => {
    runs += 1;
    return `s3://${BUCKET}/bench/${runs}`;
  };
  const run = (/** @type {string[]} */ ...args) =>
    measure(command(...args, ...QUIET), { env, saysNothing: true });
  /** Builds the partitions of a plan that is there already. @param {number} count */
  const partitions = async (count) => {
    const out = place();
    const cut = ['plan', source, '--partitions', String(count), '--out', out, ...BUILDING];
    prepared(command(...cut, ...QUIET), env);
    const indices = Array.from({ length: count }, (_, index) => String(index));
    const built = await Promise.all(
      indices.map((index) => run('partition', out, '--index', index)),
    );
    return { out, figures: together(built, atOnce) };
  };
  return [
    { name: 'two partitions, two processes', run: async () => (await partitions(2)).figures },
    { name: 'one partition, one process', run: async () => (await partitions(1)).figures },
    {
      name: 'seal of two partitions',
      run: async () => run('seal', (await partitions(2)).out),
    },
    {
      name: 'build --out s3://',
      run: () => run('build', source, '--out', place(), ...BUILDING),
    },
    {
      name: 'build to disk, then upload',
      run: async () => {
        const folder = path.join(FOLDER, 'dataset');
        rmSync(folder, { recursive: true, force: true });
        const built = await run('build', source, '--out', folder, ...BUILDING);
        return together([built, await run('upload', folder, '--to', `${place()}/`)], inTurn);
      },
    },
  ];
}

/** A source that is built in S3: in parts, by one process, and by way of the disk. @type {import('../variant.mjs').Case} */
export const machinesCase = {
  name: 'machines',
  async prepare(bytes) {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    const { env, stop } = await startEmulator(EMULATOR);
    return {
      bytes,
      variants: ways(corpus('csv', bytes), env),
      cleanUp: async () => {
        await stop();
        rmSync(FOLDER, { recursive: true, force: true });
      },
    };
  },
};

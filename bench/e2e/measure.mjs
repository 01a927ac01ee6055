// @ts-check
import { spawn } from 'node:child_process';

/**
 * What one run of a program took.
 *
 * @typedef {object} Figures
 * @property {number} seconds Wall time of the whole process, its start included.
 * @property {number} cpuSeconds User and system time of the process.
 * @property {number} rssBytes The most memory it had, as the operating system counts (`getrusage`).
 * @property {number} records How many it counted.
 *
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env] On top of the bench's own.
 * @property {readonly number[]} [codes] Exit codes that are right. Default 0 alone.
 * @property {boolean} [saysNothing] Whether it prints no JSON with what it counted.
 */

/**
 * Runs a program once. It prints one JSON document that has `records`; the other figures stand there too, or on descriptor 3.
 *
 * @param {readonly string[]} command Program and arguments.
 * @param {RunOptions} [options]
 * @returns {Promise<Figures>}
 */
export async function measure([program = '', ...args], options = {}) {
  const { env = {}, codes = [0], saysNothing = false } = options;
  const started = performance.now();
  const child = spawn(program, args, {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const [said, figures] = [textOf(child.stdout), textOf(child.stdio[3])];
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const seconds = (performance.now() - started) / 1000;
  if (!codes.includes(code)) throw new Error(`${[program, ...args].join(' ')} ended with ${code}`);
  const counted = saysNothing ? { records: 0 } : JSON.parse(said());
  const { records, cpuSeconds, rssBytes } = { ...counted, ...JSON.parse(figures() || '{}') };
  return { seconds, records, cpuSeconds, rssBytes };
}

/** @param {any} stream @returns {() => string} Gives the text that came so far. */
function textOf(stream) {
  let text = '';
  stream.setEncoding('utf8').on('data', (/** @type {string} */ piece) => {
    text += piece;
  });
  return () => text;
}

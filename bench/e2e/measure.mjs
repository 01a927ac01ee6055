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
 */

/**
 * @param {readonly string[]} command Program and arguments.
 * @param {NodeJS.ProcessEnv} [env] On top of the bench's own.
 * @returns {Promise<Figures>}
 */
export async function measure([program = '', ...args], env = {}) {
  const started = performance.now();
  const child = spawn(program, args, {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`${[program, ...args].join(' ')} ended with ${code}`);
  return { seconds, ...JSON.parse(output) };
}

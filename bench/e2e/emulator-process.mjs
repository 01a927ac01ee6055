// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

export const BUCKET = 'bench';

/**
 * An emulator in a process of its own.
 *
 * @typedef {object} EmulatorProcess
 * @property {NodeJS.ProcessEnv} env What its clients need to reach it.
 * @property {() => Promise<void>} stop Ends it and removes what it holds.
 */

/**
 * Starts an emulator with one empty bucket.
 *
 * @param {string} folder Where it keeps its objects; emptied before and after.
 * @returns {Promise<EmulatorProcess>}
 */
export async function startEmulator(folder) {
  rmSync(folder, { recursive: true, force: true });
  const program = path.join(import.meta.dirname, 'programs/emulator.mjs');
  const child = spawn(process.execPath, [program, folder, BUCKET], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  if (typeof line !== 'string') throw new Error('The emulator did not start');
  const { endpoint, region, credentials } = JSON.parse(line);
  return {
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      NODE_NO_WARNINGS: '1',
    },
    async stop() {
      child.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

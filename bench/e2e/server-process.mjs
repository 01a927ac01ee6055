// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

export const BUCKET = 'bench';
const PROGRAMS = path.join(import.meta.dirname, 'programs');

/**
 * A server in a process of its own.
 *
 * @typedef {object} ServerProcess
 * @property {NodeJS.ProcessEnv} env What its clients need to reach it.
 * @property {() => Promise<void>} stop Ends it and removes what it holds.
 */

/**
 * Starts an emulator with one empty bucket.
 *
 * @param {string} folder Where it keeps its objects; emptied before and after.
 * @param {object} [options] Options of the emulator.
 * @param {Readonly<Record<string, string>>} [files] What stands in the folder when it is opened.
 * @returns {Promise<ServerProcess>}
 */
export async function startEmulator(folder, options = {}, files = {}) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  const program = [path.join(PROGRAMS, 'emulator.mjs'), folder, BUCKET, JSON.stringify(options)];
  const { env, stop } = await startServer(process.execPath, program);
  return {
    env,
    async stop() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @returns {Promise<ServerProcess>} An S3 server that costs next to nothing and drops what it gets. */
export function startSink() {
  return startServer('python3', [path.join(PROGRAMS, 'sink.py')]);
}

/** @returns {Promise<ServerProcess>} Ceph's S3 server with one bucket, in memory. */
export function startRadosgw() {
  const program = path.join(PROGRAMS, 'radosgw.mjs');
  return startServer(process.execPath, ['--import', 'tsx', program, BUCKET]);
}

/**
 * Starts a program that says where it is in a line of JSON, and ends with its input.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<ServerProcess>}
 */
async function startServer(program, args) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  if (typeof line !== 'string') throw new Error(`${path.basename(args.join(' '))} did not start`);
  const { endpoint, region, credentials } = JSON.parse(line);
  return {
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      NODE_NO_WARNINGS: '1',
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

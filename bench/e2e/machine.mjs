// @ts-check
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import { REPOSITORY } from '../../scripts/repository.mjs';

/** @param {string[]} command @returns {string} What it prints; empty where it cannot be run. */
function said([program = '', ...args]) {
  const { stdout } = spawnSync(program, args, { cwd: REPOSITORY, encoding: 'utf8' });
  return stdout?.trim() ?? '';
}

/** What the figures were measured on, and whether the machine had something else to do. */
export function machine() {
  const cpus = os.cpus();
  return {
    date: new Date().toISOString(),
    commit: said(['git', 'describe', '--always', '--dirty']),
    cpu: cpus[0]?.model ?? 'unknown',
    cores: cpus.length,
    memoryBytes: os.totalmem(),
    platform: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.version,
    python: said(['python3', '--version']),
    loadAverage: os.loadavg().map((load) => Number(load.toFixed(2))),
  };
}

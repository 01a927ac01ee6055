// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '../../scripts/repository.mjs';
import { MODEL, UNBOUND } from '../subject.mjs';
import { measure } from './measure.mjs';

/**
 * One way of doing the work of a case.
 *
 * @typedef {object} Variant
 * @property {string} name Which program it is.
 * @property {() => Promise<import('./measure.mjs').Figures>} run Runs it once.
 * @property {string} [missing] Why it cannot be run here.
 *
 * @typedef {object} Prepared
 * @property {number} bytes What MB/s counts.
 * @property {readonly Variant[]} variants Ours is the first one.
 * @property {import('./share-accepted.mjs').Share} [share] How many records need no closer look.
 * @property {() => void | Promise<void>} [cleanUp] Removes what was made for the case alone.
 *
 * @typedef {object} Case
 * @property {string} name What is done, and to what.
 * @property {number} [runs] Runs of each program at least: short ones scatter more.
 * @property {(bytes: number) => Promise<Prepared>} prepare Makes what is needed for corpora of about so many bytes.
 */

const BENCH = path.resolve(import.meta.dirname, '..');
/** Where the bench builds, compiles and keeps what it needs for a while. */
export const OUT = path.join(BENCH, 'out');

const NO_PYTHON =
  spawnSync('python3', ['--version']).status === 0 ? undefined : 'there is no python3';
const NO_DUCKDB = existsSync(path.join(REPOSITORY, 'node_modules/@duckdb/node-api'))
  ? undefined
  : 'there is no DuckDB: npm install --no-save @duckdb/node-api';

/** @param {string} name @returns {string[]} A program of the bench that calls the library. */
export function ours(name) {
  return [process.execPath, path.join(BENCH, 'e2e/programs', `${name}.mjs`)];
}

/** @param {readonly string[]} args @returns {string[]} The command as its users run it; what it took is said on descriptor 3. */
export function command(...args) {
  const atExit = path.join(BENCH, 'e2e/programs/figures-at-exit.cjs');
  const bin = path.join(REPOSITORY, 'dist/cli/bin.js');
  return [process.execPath, '--require', atExit, bin, ...args];
}

/**
 * `bedrock-batch validate` with the quotas of files and jobs out of the way: a corpus is one file of any size.
 *
 * @param {string} file
 * @param {{ model?: string, threads?: number }} [options]
 * @returns {string[]}
 */
export function validateCommand(file, { model = MODEL, threads = 1 } = {}) {
  const quotas = Object.entries(UNBOUND).flatMap(([name, value]) => {
    const flag = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return ['--quota', `${flag}=${value}`];
  });
  const rules = ['--model', model, '--threads', String(threads), ...quotas];
  return command('validate', file, ...rules, '--json', '--quiet', '--max-diagnostics', '5');
}

/** @param {string} file @returns {string[]} */
export function rival(file) {
  const program = path.extname(file) === '.py' ? 'python3' : process.execPath;
  return [program, path.join(BENCH, 'rivals', file)];
}

/**
 * @param {string} name
 * @param {readonly string[]} program
 * @param {import('./measure.mjs').RunOptions} [options]
 * @returns {Variant}
 */
export function variant(name, program, options) {
  const missing = missingFor(program);
  return { name, run: () => measure(program, options), ...(missing !== undefined && { missing }) };
}

/** @param {readonly string[]} program @returns {string | undefined} */
function missingFor([interpreter, file = '']) {
  if (interpreter === 'python3') return NO_PYTHON;
  return path.basename(file) === 'duckdb.mjs' ? NO_DUCKDB : undefined;
}

// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '../repository.mjs';

const NAME = 'bedrock-batch';

/** Whether there is a command line to ask. */
export const hasCommand = existsSync(path.join(REPOSITORY, 'src/cli/main.ts'));

/** @type {Map<string, string>} */
const helps = new Map();

/**
 * Gives the help of a command, from the built files.
 *
 * @param {readonly string[]} command Its words, `[]` for the whole.
 * @returns {string}
 */
export function helpOf(command) {
  const key = command.join(' ');
  const known = helps.get(key);
  if (known !== undefined) return known;
  const bin = path.join(REPOSITORY, 'dist/cli/bin.js');
  const help = spawnSync(process.execPath, [bin, ...command, '--help'], {
    encoding: 'utf8',
  }).stdout;
  helps.set(key, help);
  return help;
}

/** @param {readonly string[]} command @returns {string} What follows the command in its usage line. */
function usageOf(command) {
  const start = `Usage: ${[NAME, ...command].join(' ')}`;
  const line = helpOf(command).split('\n')[0] ?? '';
  return line === start || line.startsWith(`${start} `) ? line.slice(start.length) : '';
}

/** @param {readonly string[]} command @returns {boolean} Whether its own help answers. */
export function isCommand(command) {
  return usageOf(command) !== '';
}

/** @param {readonly string[]} command @returns {boolean} Whether it does nothing without a further word. */
export function needsSubcommand(command) {
  return /[[<]command[\]>]/.test(usageOf(command));
}

/**
 * Lists the commands a command has, in the order of its help.
 *
 * @param {readonly string[]} command
 * @returns {string[][]}
 */
export function subcommandsOf(command) {
  if (!needsSubcommand(command)) return [];
  const words = [...helpOf(command).matchAll(/^ {2}([a-z][\w-]*)(?= |$)/gm)].map(
    (match) => match[1] ?? '',
  );
  return [...new Set(words)]
    .filter((word) => word !== 'help')
    .map((word) => [...command, word])
    .filter(isCommand);
}

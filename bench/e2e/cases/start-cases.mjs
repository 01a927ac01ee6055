// @ts-check
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '../../../scripts/repository.mjs';
import { corpus } from '../../corpora/generate.mjs';
import { command, validateCommand, variant } from '../variant.mjs';

/** A dozen records: what is measured is the start. */
const SMALL = 50_000;
const RUNS = 11;
const SILENT = { saysNothing: true };

/** What every program in Node pays. */
const node = () => {
  const [program = '', required = '', atExit = ''] = command();
  return variant('node -e 0', [program, required, atExit, '-e', '0'], SILENT);
};

/** @param {string} code @returns {readonly string[]} A program that is a module. */
const moduleOf = (code) => {
  const [program = '', required = '', atExit = ''] = command();
  return [program, required, atExit, '--input-type=module', '-e', code];
};

/** @returns {readonly string[]} Names by which the package is imported. */
const entries = () => {
  const { exports } = JSON.parse(readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8'));
  return Object.keys(exports)
    .filter((name) => name !== './package.json')
    .map((name) => path.posix.join('bedrock-batch', name));
};

/** @type {readonly import('../variant.mjs').Case[]} */
export const startCases = [
  {
    name: 'start-help',
    runs: RUNS,
    async prepare() {
      return { bytes: 0, variants: [variant('bedrock-batch', command('--help'), SILENT), node()] };
    },
  },
  {
    name: 'start-validate',
    runs: RUNS,
    async prepare() {
      const file = corpus('chat', SMALL);
      const ours = variant('bedrock-batch', validateCommand(file), SILENT);
      return { bytes: statSync(file).size, variants: [ours, node()] };
    },
  },
  {
    name: 'start-import',
    runs: RUNS,
    async prepare() {
      const imports = entries().map((name) =>
        variant(`import '${name}'`, moduleOf(`import '${name}'`), SILENT),
      );
      const bare = variant('node --input-type=module -e 0', moduleOf('0'), SILENT);
      return { bytes: 0, variants: [...imports, bare] };
    },
  },
];

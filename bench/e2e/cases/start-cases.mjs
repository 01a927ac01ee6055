// @ts-check
import { statSync } from 'node:fs';
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
];

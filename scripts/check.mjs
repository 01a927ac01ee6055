// @ts-check
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { REPOSITORY } from './repository.mjs';

/** Scripts of package.json, the fastest first: everything CI runs. */
const STEPS = [
  'format:check',
  'typecheck',
  'lint',
  'knip',
  'check:engine',
  'check:fuzz',
  'build',
  'check:package',
  'check:nodes',
  'test',
  'test:slow',
];

/** @param {string} step @returns {boolean} Whether it passed. */
function runStep(step) {
  const started = performance.now();
  console.log(`\n── ${step}`);
  const { status } = spawnSync('npm', ['run', '--silent', step], {
    cwd: REPOSITORY,
    stdio: 'inherit',
  });
  console.log(
    `── ${step}: ${status === 0 ? 'passed' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  return status === 0;
}

const { values: options } = parseArgs({
  options: {
    except: { type: 'string', multiple: true, default: [] },
    'keep-going': { type: 'boolean', default: false },
  },
});

const failed = [];
for (const step of STEPS) {
  if (options.except.includes(step) || runStep(step)) continue;
  failed.push(step);
  if (!options['keep-going']) break;
}
console.log(failed.length === 0 ? '\nEvery check passed' : `\nFailed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

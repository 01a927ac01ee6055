// @ts-check
import { rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { REPOSITORY } from './repository.mjs';

/** Programs that are started by themselves; the worker lies where the code that starts it looks: beside it. */
const PROGRAMS = {
  bin: 'src/cli/bin.ts',
  'line-worker': 'src/validators/reading/line-worker.ts',
};

/**
 * Makes the command of a few files, where the compiler has made it of hundreds: opening and linking these is
 * most of what a short command takes.
 *
 * Packages stay outside, where npm keeps them up to date. Names stay as they are and comments name the sources, so
 * that a stack trace can be read without a map.
 *
 * @param {string} dist Folder of what is built; `cli` in it is made anew.
 */
export async function bundleCommand(dist) {
  const cli = path.join(dist, 'cli');
  rmSync(cli, { recursive: true, force: true });
  await build({
    absWorkingDir: REPOSITORY,
    entryPoints: PROGRAMS,
    outdir: cli,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
}

// @ts-check
import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { REPOSITORY } from './repository.mjs';

const COMMANDER = path.join(REPOSITORY, 'node_modules/commander');

/** What commander, which is no module of this kind, calls to load what Node has. */
const REQUIRE =
  "import { createRequire as requireFor } from 'node:module';\nconst require = requireFor(import.meta.url);";

/** Commander can start programs as subcommands. There are none, and loading what starts them takes a tenth of a short command. */
const NO_PROGRAMS = path.join(import.meta.dirname, 'no-child-process.cjs');

/** The program of a worker lies where the code that starts it looks: beside it. Alone, so that it is opened and linked at once. */
const PROGRAMS = [
  {
    entryPoints: { bin: 'src/cli/bin.ts' },
    splitting: true,
    alias: { commander: path.join(COMMANDER, 'index.js'), 'node:child_process': NO_PROGRAMS },
    banner: { js: REQUIRE },
  },
  { entryPoints: { 'line-worker': 'src/validators/reading/line-worker.ts' }, splitting: false },
];

/**
 * Makes the command of a few files, where the compiler has made it of hundreds: opening and linking these is
 * most of what a short command takes.
 *
 * Commander comes with it: it is loaded by every command, and to load it as a package takes 5 MB. The other packages stay outside, where
 * npm keeps them up to date. Names stay as they are, so that a stack trace can be read without a map; blanks and comments, which are
 * compiled at each start too, do not.
 *
 * @param {string} dist Folder of what is built; `cli` in it is made anew.
 */
export async function bundleCommand(dist) {
  const cli = path.join(dist, 'cli');
  rmSync(cli, { recursive: true, force: true });
  for (const program of PROGRAMS) {
    await build({
      ...program,
      absWorkingDir: REPOSITORY,
      outdir: cli,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      logLevel: 'warning',
      minifyWhitespace: true,
    });
  }
  copyFileSync(path.join(COMMANDER, 'LICENSE'), path.join(cli, 'commander.LICENSE'));
  // the library's worker is the same program: alone it would load whole folders for a few functions of each
  const worker = path.join(dist, 'validators/reading/line-worker.js');
  copyFileSync(path.join(cli, 'line-worker.js'), worker);
  rmSync(`${worker}.map`, { force: true });
}

// @ts-check
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { bundleCommand } from './bundle-command.mjs';
import { bundleLibrary } from './bundle-library.mjs';
import { isMain, REPOSITORY } from './repository.mjs';

const DIST = path.join(REPOSITORY, 'dist');
const BIN = 'cli/bin.js';
/** CommonJS, which the compiler leaves where it is. */
const LOADER = 'core/load-zod.cjs';
const INPUTS = [
  'src',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/bundle-command.mjs',
  'scripts/bundle-library.mjs',
  'scripts/bundle-zod.mjs',
  'scripts/no-child-process.cjs',
];

/** @param {string} place File or folder. @returns {number} When it or anything in it changed last. */
function lastChange(place) {
  const { mtimeMs } = statSync(place);
  if (!statSync(place).isDirectory()) return mtimeMs;
  return readdirSync(place).reduce(
    (latest, name) => Math.max(latest, lastChange(path.join(place, name))),
    mtimeMs,
  );
}

/**
 * Makes the docstrings of diagnostic codes empty lines: they are docs/diagnostics.md, and the source maps keep their lines.
 *
 * @param {string} folder
 */
function blankDocstrings(folder) {
  for (const name of readdirSync(folder).filter((file) => /\.(?:js|d\.ts)$/.test(file))) {
    const file = path.join(folder, name);
    const text = readFileSync(file, 'utf8');
    const blanked = text.replaceAll(/^\/\*\*\n(?: \*(?!\/).*\n)* \*\/$/gm, (comment) =>
      '\n'.repeat(comment.split('\n').length - 1),
    );
    writeFileSync(file, blanked);
  }
}

/** Builds into a fresh folder and puts it in place of dist when it is whole. */
export async function build() {
  const started = new Date();
  // beside dist, so that the source maps point to src from here as from there
  const fresh = mkdtempSync(path.join(REPOSITORY, '.dist-'));
  try {
    const tsc = path.join(REPOSITORY, 'node_modules/typescript/bin/tsc');
    execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', fresh], {
      cwd: REPOSITORY,
      stdio: 'inherit',
    });
    copyFileSync(path.join(REPOSITORY, 'src', LOADER), path.join(fresh, LOADER));
    blankDocstrings(path.join(fresh, 'core/catalogue'));
    await bundleCommand(fresh);
    await bundleLibrary(fresh);
    chmodSync(path.join(fresh, BIN), 0o755);
    chmodSync(fresh, 0o755);
    utimesSync(fresh, started, started);
    rmSync(DIST, { recursive: true, force: true });
    renameSync(fresh, DIST);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Builds unless dist is newer than whatever it is made from. */
export async function buildIfStale() {
  const newest = Math.max(...INPUTS.map((name) => lastChange(path.join(REPOSITORY, name))));
  if (!existsSync(DIST) || statSync(DIST).mtimeMs < newest) await build();
}

if (isMain(import.meta.url)) {
  try {
    await build();
  } catch (error) {
    // compiler and bundler have said why; other things have not
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

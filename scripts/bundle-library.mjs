// @ts-check
import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { bundleZod, ZOD_LOADER } from './bundle-zod.mjs';
import { REPOSITORY } from './repository.mjs';
import { sharedFile } from './shared-file.mjs';

/** What the bundler itself brings, for syntax that Node 20 lacks. */
const HELPERS = '@oxc-project/runtime/';

/** Files that entries share: each is loaded whole by those that need something of it, so the small ones come first. */
const SHARED = {
  upload: ['upload/index.ts'],
  facts: ['models/lean.ts', 'quotas/index.ts'],
  validators: ['validators/index.ts'],
  jobs: ['jobs/index.ts'],
  builders: ['builders/index.ts'],
  results: ['results/index.ts'],
  run: ['run/index.ts', 'models/index.ts', 'quotas/index.ts'],
};

/** @returns {Record<string, string>} The source of each entry, by its name. */
function entries() {
  const { exports } = JSON.parse(readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8'));
  const files = Object.values(exports).flatMap((target) => target.default ?? []);
  return Object.fromEntries(
    files.map((/** @type {string} */ file) => {
      const name = path.basename(file, '.js');
      return [name, `src/${name}.ts`];
    }),
  );
}

/** @returns {import('rolldown').CodeSplittingGroup[]} A group for each shared file; what the first ones take is not there for the others. */
function groups() {
  const fileOf = sharedFile(SHARED);
  return Object.keys(SHARED).map((file, index, all) => ({
    name: (id, context) => (fileOf(id, context) === file ? file : null),
    debugName: file,
    priority: all.length - index,
  }));
}

/** @param {string} name Of a module, as it is imported. @returns {boolean} Whether it stays outside: a package, or a part of Node. */
function isPackage(name) {
  return /^(?:node:|@?[a-z])/.test(name) && !name.startsWith('src/') && !name.startsWith(HELPERS);
}

/**
 * Makes the library's entries of a few dozen files, where the compiler has made them of hundreds: opening, resolving and linking
 * these is most of what an import takes.
 *
 * What two entries share is in files that both load, so that a process has one copy of it; what is imported late stays
 * late. Packages stay outside, and names as they are.
 *
 * @param {string} dist Folder of what is built; `lib` in it is made anew.
 */
export async function bundleLibrary(dist) {
  const lib = path.join(dist, 'lib');
  const bundle = await rolldown({
    cwd: REPOSITORY,
    platform: 'node',
    input: entries(),
    external: isPackage,
    plugins: [
      {
        name: 'loader',
        resolveId: (id) =>
          path.basename(id) === ZOD_LOADER
            ? { id: `./${ZOD_LOADER}`, external: 'relative' }
            : undefined,
      },
    ],
    transform: { target: 'node20' },
    preserveEntrySignatures: 'strict',
    // one folder is imported both ways, for those that load it anyway
    checks: { ineffectiveDynamicImport: false },
  });
  await bundle.write({
    dir: lib,
    format: 'esm',
    sourcemap: true,
    sourcemapExcludeSources: true,
    // lines stay lines: an error that nobody catches is printed with the line it was thrown in
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: false } },
    codeSplitting: {
      groups: groups(),
    },
  });
  await bundleZod(lib);
  // beside the code that starts it, as in the command
  copyFileSync(path.join(dist, 'cli/line-worker.js'), path.join(lib, 'line-worker.js'));
}

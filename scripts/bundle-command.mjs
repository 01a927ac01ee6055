// @ts-check
import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { rolldown } from 'rolldown';
import { ZOD_LOADER } from './bundle-zod.mjs';
import { REPOSITORY } from './repository.mjs';
import { sharedFile } from './shared-file.mjs';

const COMMANDER = path.join(REPOSITORY, 'node_modules/commander');

/** Commander can start programs as subcommands. There are none, and loading what starts them takes a tenth of a short command. */
const NO_PROGRAMS = path.join(import.meta.dirname, 'no-child-process.cjs');

/** What each command loads, and what is loaded besides by each that reads records: files of their own, and one each. */
const SHARED = {
  command: ['cli/main.ts'],
  records: [
    'validators/lean.ts',
    'models/lean.ts',
    'quotas/index.ts',
    'io/index.ts',
    'cli/reporters/index.ts',
  ],
};

const STYLE = /** @type {const} */ ({ format: 'esm', platform: 'node' });

/** What the bundler itself brings, for syntax that Node 20 lacks. */
const HELPERS = '@oxc-project/runtime/';

/** @param {string} name Of a module, as it is imported. @returns {boolean} Whether it stays outside: a package, or a part of Node. */
function isPackage(name) {
  if (name.startsWith('src/') || name.startsWith(HELPERS) || name in OURS) return false;
  return /^(?:node:|@?[a-z])/.test(name);
}

/** What is bundled although it is imported by a bare name. */
const OURS = {
  commander: path.join(COMMANDER, 'index.js'),
  'node:child_process': NO_PROGRAMS,
};

/** What is CommonJS, and large: Node reads each of its files twice where a module imports it, and once where it is required. */
const SDK_IMPORT = /^import \{([^{}]*)\} from "(@(?:aws-sdk|smithy)\/[^"]+)";$/gm;

/** Requires a package of the SDK. What is not there is imported, so that Node says it in the same words. */
const REQUIRE_SDK = `import { createRequire as createSdkRequire } from 'node:module';
const requireSdk = createSdkRequire(import.meta.url);
async function sdkPackage(name) {
  try {
    return requireSdk(name);
  } catch (error) {
    if (error?.code !== 'MODULE_NOT_FOUND') throw error;
    return import(name);
  }
}
`;

/**
 * Makes what a file imports of the SDK what it requires. Only files that are loaded late have such imports, so that nothing else waits.
 *
 * @param {string} code Of a file of the bundle.
 * @param {string} file
 * @returns {string | null}
 */
export function requiringSdk(code, file) {
  const required = code.replaceAll(
    SDK_IMPORT,
    (_, names, name) => `const {${names.replaceAll(' as ', ': ')}} = await sdkPackage("${name}");`,
  );
  if (/^(?:import|export)\b[^;]*"@(?:aws-sdk|smithy)\//m.test(required))
    throw new Error(`${file} imports the SDK in a way that is not known here`);
  return required === code ? null : REQUIRE_SDK + required;
}

/** @param {string} outdir */
async function bundleBin(outdir) {
  const bundle = await rolldown({
    cwd: REPOSITORY,
    platform: STYLE.platform,
    input: { bin: 'src/cli/bin.ts' },
    external: isPackage,
    resolve: { alias: OURS },
    transform: { target: 'node20' },
    preserveEntrySignatures: 'allow-extension',
    // one folder is imported both ways, for those that load it anyway
    checks: { ineffectiveDynamicImport: false },
    plugins: [
      {
        name: 'loader',
        resolveId: (id) =>
          path.basename(id) === ZOD_LOADER
            ? { id: `../lib/${ZOD_LOADER}`, external: true }
            : undefined,
      },
      { name: 'require-sdk', renderChunk: (code, { fileName }) => requiringSdk(code, fileName) },
    ],
  });
  await bundle.write({
    dir: outdir,
    format: STYLE.format,
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ debugName: 'shared', name: sharedFile(SHARED) }],
    },
  });
}

/** @param {string} outdir Where the code that starts the worker looks. Alone, so that it is opened and linked at once. */
async function bundleWorker(outdir) {
  await build({
    ...STYLE,
    absWorkingDir: REPOSITORY,
    entryPoints: ['src/validators/reading/line-worker.ts'],
    outdir,
    bundle: true,
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
    minifyWhitespace: true,
  });
}

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
  await bundleBin(cli);
  await bundleWorker(cli);
  copyFileSync(path.join(COMMANDER, 'LICENSE'), path.join(cli, 'commander.LICENSE'));
  // the library's worker is the same program: alone it would load whole folders for a few functions of each
  const worker = path.join(dist, 'validators/reading/line-worker.js');
  copyFileSync(path.join(cli, 'line-worker.js'), worker);
  rmSync(`${worker}.map`, { force: true });
}

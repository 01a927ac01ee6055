// @ts-check
import path from 'node:path';
import { EMULATOR_ENTRY, homesOfBuiltin, LAYERS, visibleFrom } from './layers.mjs';

const AWS_PACKAGE = /^@(?:aws-sdk|smithy)\//;
const AWS_FILE = /^aws-.*\.ts$/;
/** What a folder shows to other folders, and what of that loads no schema. */
const DOORS = ['index.ts', 'lean.ts'];

/** What models show to the emulator, and to nobody else: nothing from which a schema or a rule can be reached. */
const EMULATORS_DOOR = 'emulated.ts';

/**
 * @typedef {object} Import
 * @property {string} specifier As written.
 * @property {'type' | 'static' | 'dynamic'} kind How it is imported.
 * @property {string} file Absolute path of the importing file.
 * @property {string} src Absolute path of src.
 */

/** @param {string} file @param {string} src Name of the folder of src a file lies in, `''` for src itself. */
function folderOf(file, src) {
  const [folder, rest] = path.relative(src, file).split(path.sep);
  return rest === undefined ? '' : (folder ?? '');
}

/** @param {Import} found @returns {string | undefined} */
function refuseBuiltin({ specifier, kind, file, src }) {
  const homes = homesOfBuiltin(specifier);
  if (kind === 'type' || homes === undefined || homes.includes(folderOf(file, src)))
    return undefined;
  return `"${specifier}" is imported only in src/${homes.join(', src/')}`;
}

/** @param {Import} found @returns {string | undefined} */
function refuseAwsPackage({ specifier, kind, file }) {
  if (kind === 'type' || !AWS_PACKAGE.test(specifier) || AWS_FILE.test(path.basename(file)))
    return undefined;
  return `"${specifier}" stands by value only in files named aws-*.ts: use \`import type\`, or \`await import('./aws-….ts')\``;
}

/** @param {Import} found @returns {string | undefined} */
function refuseAwsFile({ specifier, kind, file }) {
  if (
    kind !== 'static' ||
    !AWS_FILE.test(path.basename(specifier)) ||
    AWS_FILE.test(path.basename(file))
  )
    return undefined;
  return `"${specifier}" loads an AWS SDK package: reach it by \`await import()\``;
}

/** @param {Import} found @returns {string | undefined} */
function refuseEntry({ specifier, file, src }) {
  if (!specifier.startsWith('.') || folderOf(file, src) !== '') return undefined;
  const target = path.resolve(path.dirname(file), specifier);
  const to = folderOf(target, src);
  const isEmulators = path.basename(file) === EMULATOR_ENTRY;
  const takesEmulator =
    to === 'emulator' || (to === '' && path.basename(target) === EMULATOR_ENTRY);
  if (isEmulators === takesEmulator) return undefined;
  return isEmulators
    ? `"${specifier}" is no part of the emulator, which is all that this entry offers`
    : `"${specifier}" is the emulator, which has an entry of its own`;
}

/** @param {Import} found @returns {string | undefined} */
function refuseFolder({ specifier, file, src }) {
  if (!specifier.startsWith('.')) return undefined;
  const target = path.resolve(path.dirname(file), specifier);
  if (path.relative(src, target).startsWith('..')) return `"${specifier}" leaves src`;
  const from = folderOf(file, src);
  const to = folderOf(target, src);
  if (from === to) return undefined;
  if (from !== '' && !LAYERS.includes(from))
    return `src/${from} is not in the list of folders, scripts/oxlint/layers.mjs`;
  if (from === '' && to === 'emulator') return undefined;
  if (!visibleFrom(from).includes(to))
    return `src/${from} does not import from src/${to}: see the import table in docs/architecture.md`;
  const door = path.relative(path.join(src, to), target);
  if (from === 'emulator' && to === 'models')
    return door === EMULATORS_DOOR
      ? undefined
      : `"${specifier}" knows what the emulator is to judge: import from src/models/${EMULATORS_DOOR}`;
  if (!DOORS.includes(door)) return `"${specifier}" is inside src/${to}: import from its index.ts`;
  return undefined;
}

const REFUSALS = [refuseBuiltin, refuseAwsPackage, refuseAwsFile, refuseEntry, refuseFolder];

/**
 * The import table of docs/architecture.md. `no-restricted-imports` compares specifiers as text and does not see
 * `import()`; this rule resolves them.
 */
export const importTable = {
  meta: { type: 'problem', docs: { description: 'Holds the order of the folders of src' } },
  /** @param {any} context */
  create(context) {
    const src = path.join(context.cwd, 'src');
    /** @param {any} source @param {Import['kind']} kind */
    function check(source, kind) {
      if (typeof source?.value !== 'string') return;
      const found = { specifier: source.value, kind, file: context.filename, src };
      for (const refuse of REFUSALS) {
        const message = refuse(found);
        if (message !== undefined) context.report({ node: source, message });
      }
    }
    return {
      ImportDeclaration: (/** @type {any} */ node) =>
        check(node.source, node.importKind === 'type' ? 'type' : 'static'),
      ExportAllDeclaration: (/** @type {any} */ node) =>
        check(node.source, node.exportKind === 'type' ? 'type' : 'static'),
      ExportNamedDeclaration: (/** @type {any} */ node) =>
        check(node.source, node.exportKind === 'type' ? 'type' : 'static'),
      ImportExpression: (/** @type {any} */ node) => check(node.source, 'dynamic'),
      TSImportType: (/** @type {any} */ node) => check(node.source ?? node.argument, 'type'),
    };
  },
};

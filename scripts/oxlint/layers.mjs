// @ts-check
/** The folders of src in the order of a dataset's life: each imports only from folders before it. */
export const LAYERS = Object.freeze([
  'core',
  'io',
  'engine',
  'quotas',
  'models',
  'pricing',
  'dataset',
  'upload',
  'validators',
  'builders',
  'jobs',
  'setup',
  'results',
  'convert',
  'report',
  'run',
  'partitions',
  'lambda',
  'cdk',
  'emulator',
  'cli',
]);

/** Places that are kept for what is not written yet: who makes such a folder takes its name off this list, which a test holds. */
export const TO_COME = Object.freeze(['convert', 'report']);

/** A judge does not share the validators it judges: the emulator sees less than its place allows. */
const EMULATOR_SEES = Object.freeze(['core', 'io', 'engine', 'quotas', 'models']);

/** What entries do not offer: the emulator has one that is its own, the command line has none. */
const IN_NO_OTHER_ENTRY = Object.freeze(['emulator', 'cli']);

/** The entry that takes from the emulator, and from nowhere else, so that loading it loads no stage. */
export const EMULATOR_ENTRY = 'emulator.ts';

/**
 * Lists the folders a folder of src may import from, itself not included.
 *
 * @param {string} folder Name of a folder of src, or `''` for src itself, where the entries of the package are.
 * @returns {readonly string[]}
 */
export function visibleFrom(folder) {
  if (folder === '') return LAYERS.filter((layer) => !IN_NO_OTHER_ENTRY.includes(layer));
  if (folder === 'emulator') return EMULATOR_SEES;
  return LAYERS.slice(0, LAYERS.indexOf(folder));
}

/** Built-in modules that belong to some folders alone. */
const BUILTIN_HOMES = Object.freeze([
  { name: /^(?:node:)?(?:fs|stream)(?:\/|$)/, homes: ['io'] },
  { name: /^(?:node:)?(?:process|console|readline|tty)(?:\/|$)/, homes: ['cli'] },
]);

/**
 * Lists the folders that may import a built-in module, or nothing when all may.
 *
 * @param {string} specifier Import specifier such as `node:fs/promises`.
 * @returns {readonly string[] | undefined}
 */
export function homesOfBuiltin(specifier) {
  return BUILTIN_HOMES.find(({ name }) => name.test(specifier))?.homes;
}
